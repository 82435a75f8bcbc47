// One element in one line.
export function element(className, parent, tag = 'div') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (parent) parent.append(made);
  return made;
}
export const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
