// Which command a key means. Pure: the sheet carries the commands out.

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const WITH_CONTROL = {
  y: ['redo'], d: ['fillDown'], a: ['selectAll'], f: ['find'], h: ['replace'], s: ['save'], '-': ['removeRows'], '/': ['keys'],
  '+': ['insertRows'], Home: ['toRow', 'first'], End: ['toRow', 'last'],
};
const PLAIN = {
  F2: ['edit'], Delete: ['clear'], Backspace: ['clear'], Escape: ['escape'], PageDown: ['page', 1], PageUp: ['page', -1],
  Home: ['toColumn', 'first'], End: ['toColumn', 'last'],
};

function controlled({ key, code, shiftKey }) {
  const arrow = ARROWS[key];
  if (arrow) return ['edge', arrow];
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (name === 'z') return [shiftKey ? 'redo' : 'undo'];
  if (shiftKey && (code === 'Equal' || code === 'NumpadAdd')) return ['insertRows'];
  if (name === '+' && code !== 'NumpadAdd') return null;
  return WITH_CONTROL[name] ?? null;
}

export function commandOf(event) {
  const { key, altKey, shiftKey } = event, back = shiftKey ? -1 : 1;
  if (altKey && key === 'ArrowDown') return [shiftKey ? 'menu' : 'open'];
  if (event.ctrlKey || event.metaKey) return controlled(event);
  if (ARROWS[key]) return ['move', ARROWS[key]];
  if (key === 'Tab') return ['step', [0, back]];
  if (key === 'Enter') return ['step', [back, 0]];
  if (key === ' ') return [shiftKey ? 'selectRows' : 'pick'];
  return PLAIN[key] ?? null;
}

// While a cell is being edited. The list and the month take what is theirs first.
export function editingCommand({ key, altKey, ctrlKey, shiftKey }, { choosing, picking }) {
  const back = shiftKey ? -1 : 1;
  if (choosing && (key === 'ArrowDown' || key === 'ArrowUp')) return ['mark', key === 'ArrowDown' ? 1 : -1];
  if (picking && (key.startsWith('Arrow') || key.startsWith('Page'))) return ['pick', key];
  if (key === 'Enter' && altKey) return ['newLine'];
  if (key === 'Enter') return choosing === 'several' && !ctrlKey ? ['toggle', back] : ['stop', [back, 0]];
  if (key === 'Tab') return ['stop', [0, back]];
  if (key === 'Escape') return ['drop'];
  return null;
}
