// Steps that can be taken back. A step says what changed by row uid, so it holds when rows move meanwhile.
// cells: [uid, field, before, after]; added and removed: {uid, after, state, cells}, in the order of the rows.

const DEEPEST = 200;

export const inverse = step => ({
  cells: (step.cells ?? []).map(([uid, field, before, after]) => [uid, field, after, before]).reverse(),
  added: [...(step.removed ?? [])],
  removed: [...(step.added ?? [])],
});

export const isEmpty = step => !step.cells?.length && !step.added?.length && !step.removed?.length;

export class History {
  constructor() { this.clear(); }
  clear() { this.done = []; this.undone = []; }

  push(step) {
    if (isEmpty(step)) return;
    this.done.push(step);
    this.undone.length = 0;
    if (this.done.length > DEEPEST) this.done.shift();
  }

  back() {
    const step = this.done.pop();
    if (!step) return null;
    this.undone.push(step);
    return inverse(step);
  }

  again() {
    const step = this.undone.pop();
    if (!step) return null;
    this.done.push(step);
    return step;
  }
}
