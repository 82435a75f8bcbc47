// The active cell and the other corner of what is selected. Rows and columns count from 0.
import { clamp } from './element.js';

export const isWithin = ({ top, bottom, left, right }, row, column) => row >= top && row <= bottom && column >= left && column <= right;

export class Selection {
  constructor() { this.to(0, 0); }

  to(row, column) { this.active = { row, column }; this.corner = { row, column }; }
  extend(row, column) { this.corner = { row, column }; }
  between(active, corner) { this.active = active; this.corner = corner; }

  range() {
    const { active: a, corner: b } = this;
    return {
      top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row),
      left: Math.min(a.column, b.column), right: Math.max(a.column, b.column),
    };
  }

  within(rows, columns) {
    for (const end of [this.active, this.corner]) {
      end.row = clamp(end.row, 0, Math.max(0, rows - 1));
      end.column = clamp(end.column, 0, Math.max(0, columns - 1));
    }
  }
}

export const rowsOf = range => range.bottom - range.top + 1;
export const columnsOf = range => range.right - range.left + 1;
export const isOne = range => rowsOf(range) * columnsOf(range) === 1;

// Ctrl+arrow: to the end of the block of filled cells, or over the gap to the next one.
export function edge(filled, inside, from, [down, right]) {
  let { row, column } = from;
  if (!inside(row + down, column + right)) return { row, column };
  const run = filled(row, column) && filled(row + down, column + right);
  while (inside(row + down, column + right)) {
    if (run && !filled(row + down, column + right)) break;
    row += down;
    column += right;
    if (!run && filled(row, column)) break;
  }
  return { row, column };
}

// Count and sum of what is selected; null where there are no two numbers.
export function summed(texts) {
  let count = 0, sum = 0;
  for (const text of texts) {
    if (text === '' || text.length > 14 || Number.isNaN(Number(text))) continue;
    count++;
    sum += Number(text);
  }
  return count > 1 ? { count, sum: Math.round(sum * 1e6) / 1e6 } : null;
}
