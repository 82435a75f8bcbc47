// The note of a return for correction in the head: a place leads to its cell; a place that was typed over counts as mended.

export class Returned {
  // jump({uid, number, field}): to the cell, or to the column where there is no row.
  constructor({ jump }) {
    this.note = document.querySelector('.back-note');
    this.was = new Map();
    this.note?.addEventListener('click', event => {
      const link = event.target.closest('[data-go]');
      if (!link) return;
      event.preventDefault();
      const { uid, field } = link.closest('li').dataset;
      jump({ uid, field: field || null, number: Number(link.dataset.number) });
    });
  }

  // The first place that is as it was, where the note names any row.
  first() {
    const { uid, field } = this.note?.querySelector('li[data-uid]:not([data-uid=""]):not(.mended)')?.dataset ?? {};
    if (!uid) return null;
    const number = Number(this.note.querySelector(`li[data-uid="${CSS.escape(uid)}"] [data-go]`).dataset.number);
    return { uid, number, ...(field ? { field } : {}) };
  }

  typed({ cells = [], removed = [] }) {
    if (!this.note) return;
    for (const [uid, field, before, after] of cells) for (const item of this.items(uid, field)) this.tell(item, field, before, after);
    for (const { uid } of removed) for (const item of this.items(uid)) this.mend(item, true);
  }

  items(uid, field) {
    return [...this.note.querySelectorAll(`li[data-uid="${CSS.escape(uid)}"]`)].filter(item => !item.dataset.field || !field || item.dataset.field === field);
  }

  // What is typed back to what stood there as the page was opened mends nothing; what was mended by then stays so.
  tell(item, field, before, after) {
    if (!this.was.has(item)) this.was.set(item, item.classList.contains('mended') ? null : new Map());
    const was = this.was.get(item);
    if (!was) return;
    if (!was.has(field)) was.set(field, { then: before });
    was.get(field).now = after;
    this.mend(item, [...was.values()].some(({ then, now }) => then !== now));
  }

  mend(item, isMended) {
    item.classList.toggle('mended', isMended);
    item.querySelector('small').textContent = isMended ? '已改' : '未改';
    const left = this.note.querySelectorAll('li:not(.mended)').length, all = this.note.querySelectorAll('li').length;
    const summary = this.note.querySelector('summary'), { said, unit } = summary.dataset;
    summary.textContent = `${said} ${all} ${unit}，${left ? `还有 ${left} ${unit}没有改` : '都已改过'}`;
  }
}
