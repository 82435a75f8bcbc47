// Deciding on several returns together: the number announced is the number ticked.
function count(form) {
  const boxes = [...form.querySelectorAll('[name=id]')];
  const picked = boxes.filter((box) => box.checked).length;
  form.querySelector('[data-count]').value = picked;
  for (const shown of form.querySelectorAll('[data-picked]')) shown.textContent = picked;
  for (const button of form.querySelectorAll('button')) button.disabled = !picked;
  const all = form.querySelector('[data-all]');
  if (all) {
    all.checked = picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  }
}

for (const form of document.querySelectorAll('[data-together]')) {
  form.addEventListener('change', (event) => {
    if (event.target.matches('[data-all]'))
      for (const box of form.querySelectorAll('[name=id]')) box.checked = event.target.checked;
    count(form);
  });
  count(form);
}
