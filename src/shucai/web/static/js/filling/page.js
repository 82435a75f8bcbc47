// The page on which a return is filled: reads what the server set up and puts the parts together.
// The server gives <div id="filling" data-icons="…icons.svg"> and <script type="application/json" id="sheet-setup">.
import { Desk } from './desk.js';

const host = document.getElementById('filling');
const wide = matchMedia('(min-width: 768px)');

// On a phone there is no grid: numbers and findings come with the page.
function start() {
  if (!wide.matches || host.dataset.started) return;
  host.dataset.started = 'yes';
  const desk = new Desk(host, JSON.parse(document.getElementById('sheet-setup').textContent));
  desk.start().catch(error => { desk.broken(); throw error; });
}

if (host) {
  start();
  wide.addEventListener('change', start);
}
