// Letting several returns pass together: the number announced is the number ticked.
const form = document.querySelector('[data-together]');

function count() {
  const picked = form.querySelectorAll('[name=id]:checked').length;
  form.querySelector('[data-count]').value = picked;
  for (const shown of form.querySelectorAll('[data-picked]')) shown.textContent = picked;
  for (const button of form.querySelectorAll('button')) button.disabled = !picked;
}

if (form) {
  form.addEventListener('change', count);
  count();
}
