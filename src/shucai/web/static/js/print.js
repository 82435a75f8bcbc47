// Pages that are made to be printed: a button that does.
for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => window.print());
