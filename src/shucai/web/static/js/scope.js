// The form of a role: only the fields that the chosen role has; without this script all of them stand there.
for (const form of document.querySelectorAll('form[data-scope]')) {
  const role = form.elements.namedItem('role');
  const show = () => {
    for (const part of form.querySelectorAll('[data-for]')) {
      part.hidden = !part.dataset.for.split(' ').includes(role.value);
    }
  };
  role.addEventListener('change', show);
  show();
}
