// Times as all pages of the school write them: by the clock of the school, wherever the computer stands.

const zone = () => document.getElementById('filling')?.dataset.zone || undefined;

// Year, month, day, hour and minute of a moment at the school.
function pieces(at) {
  const form = new Intl.DateTimeFormat('en-GB', { timeZone: zone(), year: 'numeric', month: 'numeric', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return Object.fromEntries(form.formatToParts(at).map(({ type, value }) => [type, value]));
}

export function clock(at) {
  const { hour, minute } = pieces(at);
  return `${hour}:${minute}`;
}

// 9-04 16:20
export function moment(text) {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  const { month, day } = pieces(at);
  return `${Number(month)}-${day} ${clock(at)}`;
}

export function dateOf(at) {
  const { year, month, day } = pieces(at);
  return { year: Number(year), month: Number(month), day: Number(day) };
}
