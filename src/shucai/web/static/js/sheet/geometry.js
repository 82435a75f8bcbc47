// Where rows and columns lie, in pixels. Knows no cells and draws nothing.

const ROW = 32, HEAD = 36, GROUP = 26, NUMBER = 56;

export class Geometry {
  constructor(columns, frozen) {
    this.row = ROW;
    this.head = HEAD;
    this.group = GROUP;
    this.number = NUMBER;
    this.lay(columns, frozen);
  }

  lay(columns, frozen) {
    this.columns = columns;
    this.frozen = Math.min(frozen, Math.max(0, columns.length - 1));
    this.grouped = columns.some(column => column.group);
    this.top = this.head + (this.grouped ? this.group : 0);
    this.measure();
  }

  measure() {
    let left = this.number;
    this.lefts = this.columns.map(column => { const here = left; left += column.width; return here; });
    this.width = left;
    this.frozenWidth = this.frozen ? this.lefts[this.frozen - 1] + this.columns[this.frozen - 1].width : this.number;
  }

  // First and last column that can be seen beside the frozen ones.
  columnsIn(scrollLeft, clientWidth) {
    const last = this.columns.length - 1, left = scrollLeft + this.frozenWidth, right = scrollLeft + clientWidth;
    let from = Math.min(this.frozen, last);
    while (from < last && this.lefts[from] + this.columns[from].width < left) from++;
    let to = from;
    while (to < last && this.lefts[to + 1] < right) to++;
    return [from, to];
  }

  rowsIn(scrollTop, height, count, over) {
    return [
      Math.max(0, Math.floor(scrollTop / this.row) - over),
      Math.min(count - 1, Math.ceil((scrollTop + height) / this.row) + over),
    ];
  }

  columnAt(x) {
    let column = this.columns.length - 1;
    while (column > 0 && this.lefts[column] > x) column--;
    return column;
  }

  // A cell relative to the visible corner of the sheet.
  rect(row, column, scrollLeft, scrollTop) {
    return {
      x: this.lefts[column] - (column < this.frozen ? 0 : scrollLeft),
      y: this.top + row * this.row - scrollTop,
      w: this.columns[column].width,
      h: this.row,
    };
  }
}
