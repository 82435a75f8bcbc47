// The states of saving, said in words.
import { clock } from './times.js';

// locked: why nothing can be typed, blank where it can; the bar above the sheet says it.
export function savedWords({ state, unsaved, savedAt, open, refused }, locked = '') {
  if (state === 'saving') return { words: '正在保存', tone: 'busy' };
  if (unsaved) return { words: `未保存 ${unsaved} 处`, tone: 'open' };
  if (open.length) return { words: `${open.length} 行冲突待选择`, tone: 'open' };
  if (refused.size) return { words: `${refused.size} 行有内容没有保存`, tone: 'open' };
  if (locked && !savedAt) return { words: '只读', tone: 'ok shut' };
  return { words: savedAt ? `已保存 ${clock(savedAt)}` : '已保存', tone: 'ok' };
}

export function troubleWords({ state, unsaved, kept }) {
  const where = kept ? `已记在本机 ${unsaved} 处` : `${unsaved} 处还没有保存，请不要关闭本页`;
  const words = {
    offline: `网络断开，${where}，恢复后自动保存`,
    server: `服务器暂时不能保存，${where}，稍后自动再试`,
    login: `登录已过期，${where}。请在新窗口登录后点「再试一次」`,
  };
  return words[state] ?? null;
}

// What becomes of edits of a part that was closed meanwhile. kept: whether this computer could write them down.
export const keptWords = (unsaved, kept) => `${unsaved} 处修改没有保存，${kept ? '记在本机，重新开放后会自动保存' : '本机也没有记下，请先复制出来再关闭本页'}`;
