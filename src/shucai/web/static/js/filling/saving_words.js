// The states of saving, said in words.
import { clock } from './parts.js';

export function savedWords({ state, unsaved, savedAt }) {
  if (state === 'saving') return { words: '正在保存', tone: 'busy' };
  if (unsaved) return { words: `未保存 ${unsaved} 处`, tone: 'open' };
  return { words: savedAt ? `已保存 ${clock(savedAt)}` : '已保存', tone: 'ok' };
}

export function troubleWords({ state, unsaved, kept }) {
  const where = kept ? `已记在本机 ${unsaved} 处` : `${unsaved} 处还没有保存，请不要关闭本页`;
  const words = {
    offline: kept ? `网络断开，${where}，恢复后自动保存` : `网络断开，${where}，恢复后自动保存`,
    server: `服务器暂时不能保存，${where}，稍后自动再试`,
    login: `登录已过期，${where}。请在新窗口登录后点「再试一次」`,
  };
  return words[state] ?? null;
}
