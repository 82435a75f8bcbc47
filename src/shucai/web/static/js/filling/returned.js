// The note of a return for correction in the head: a place leads to its cell; a place that was typed over counts as mended.

export class Returned {
  // jump({uid, number, field}): to the cell, or to the column where there is no row.
  constructor({ jump }) {
    this.note = document.querySelector('.back-note');
    this.note?.addEventListener('click', event => {
      const link = event.target.closest('[data-go]');
      if (!link) return;
      event.preventDefault();
      const { uid, field } = link.closest('li').dataset;
      jump({ uid, field: field || null, number: Number(link.dataset.number) });
    });
  }

  typed({ cells = [], removed = [] }) {
    if (!this.note) return;
    for (const [uid, field] of [...cells, ...removed.map(row => [row.uid, ''])]) {
      for (const item of this.note.querySelectorAll(`li[data-uid="${CSS.escape(uid)}"]`)) if (!item.dataset.field || !field || item.dataset.field === field) this.mend(item);
    }
  }

  mend(item) {
    item.classList.add('mended');
    item.querySelector('small').textContent = '已改';
    const left = this.note.querySelectorAll('li:not(.mended)').length, all = this.note.querySelectorAll('li').length;
    const summary = this.note.querySelector('summary'), { said, unit } = summary.dataset;
    summary.textContent = `${said} ${all} ${unit}，${left ? `还有 ${left} ${unit}没有改` : '都已改过'}`;
  }
}
