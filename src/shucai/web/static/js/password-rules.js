// The rules of shucai.domain.credentials while one types; the server decides (a test holds both against each other).
const SHORTEST = 10;
const SHORTEST_PART = 2;
const LEFT_OVER = 4;
const RUN = 3;
const COMMON_PARTS = [
  'woaini', '5201314', '1314520', '1314', '520', 'password', 'qwerty', 'qwer', '1qaz', '2wsx', '3edc', 'qaz', 'wsx',
  'zxcv', 'asdf', 'admin', 'iloveyou', 'shucai', '666', '888',
];

function kindOf(character) {
  if (/\p{L}/u.test(character)) return 'letter';
  return /\p{Nd}/u.test(character) ? 'digit' : 'other';
}

// Characters that repeat or count up or down, three or more in a row, are worth none.
function withoutRuns(text) {
  const characters = [...text];
  const step = i => characters[i + 1].codePointAt(0) - characters[i].codePointAt(0);
  const kept = [];
  for (let start = 0; start < characters.length; start += 1) {
    let end = start;
    while (end + 1 < characters.length && Math.abs(step(end)) <= 1 && step(end) === step(start)) end += 1;
    if (end - start + 1 < RUN) kept.push(characters[start]);
    else start = end;
  }
  return kept;
}

export function ticked(password, own) {
  const typed = password.toLowerCase();
  const characters = [...password];
  const rest = withoutRuns(COMMON_PARTS.reduce((left, part) => left.split(part).join(''), typed));
  return {
    long: characters.length >= SHORTEST,
    mixed: new Set(characters.map(kindOf)).size >= 2,
    own: !own.some(part => [...part].length >= SHORTEST_PART && typed.includes(part.toLowerCase())),
    uncommon: rest.length >= LEFT_OVER && new Set(rest).size >= RUN,
  };
}
