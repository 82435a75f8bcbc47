// The bar of decisions: one panel above it at a time; Esc closes it.
const panels = [...document.querySelectorAll('.decide-bar details')];

for (const panel of panels) {
  panel.addEventListener('toggle', () => {
    if (panel.open) for (const other of panels) if (other !== panel) other.open = false;
  });
}
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || event.isComposing) return;
  for (const panel of panels) if (panel.open) { panel.open = false; panel.querySelector('summary').focus(); }
});
