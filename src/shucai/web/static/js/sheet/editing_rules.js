// What may be typed where, and how what was typed is spelled. Nothing here knows the screen.
import { coded, shown, unknown, YES_OR_NO } from './lists.js';
import { spellDate, spellMonth } from './dates.js';

// Why a cell cannot be changed; an empty text where it can.
export function whyLocked({ locked, column, record }) {
  if (locked) return locked;
  if (!record) return '这一行还在读取，请稍候';
  if (record.state === 'removed') return '这一行已标为删除，恢复后才能修改';
  return column.readonly || closed(record, column);
}

// Why a cell is closed in its row: for itself, or with all others of the row ('**').
export const closed = (record, column) => record?.locked?.[column.name] || record?.locked?.['**'] || '';

export const listOf = (column, lists) => (column.list ? lists[column.list] : column.type === 'boolean' ? YES_OR_NO : null);

// Input methods leave full-width digits and signs where only ASCII can be meant.
const narrow = text => text.replace(/[！-～]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/，/g, ',');
const isNumber = column => column.type === 'integer' || column.type === 'number';

export function spell(column, lists, typed) {
  const text = typed.trim();
  const list = listOf(column, lists);
  if (list) return coded(list, text, column.multi);
  if (column.type === 'date') return spellDate(text);
  if (column.type === 'yearmonth') return spellMonth(text);
  if (isNumber(column)) return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(narrow(text)) ? narrow(text).replace(/,/g, '') : narrow(text);
  return text;
}

export function shownText(column, lists, text) {
  const list = listOf(column, lists);
  return list ? shown(list, text, column.multi) : text;
}

export function isUnknown(column, lists, text) {
  const list = listOf(column, lists);
  return Boolean(list) && unknown(list, text, column.multi);
}

export const isRight = isNumber;
