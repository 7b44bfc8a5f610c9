import type { FastifyInstance } from 'fastify';

/** `/`: what runs here, whether its sources are well, and where to go on. */
export function addIndexPage(app: FastifyInstance) {
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  app.get('/page.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(SCRIPT));
}

const PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>城市安全数据汇聚中枢 · Safe-city hub</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 3rem auto; padding: 0 1rem; color: #1c2733; background: #fff }
  h1 { font-size: 1.5rem; line-height: 1.3 }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #d7dee5 }
  td.number { font-variant-numeric: tabular-nums }
  .state { font-weight: 600 }
  .RUNNING { color: #0b6b3a } .LATE, .STARTING, .PAUSED { color: #8a5a00 } .DOWN, .unknown { color: #b00020 }
  nav a { margin-right: 1.2rem }
</style>
<h1>城市安全数据汇聚中枢<br>Safe-city hub</h1>
<p>各部门系统的数据汇聚于一张图。<br>One GraphQL graph over the systems of a city's safety departments.</p>
<nav>
  <a href="/console">控制台 Console</a>
  <a href="/health/ready">健康 Health</a>
  <a href="/metrics">指标 Metrics</a>
</nav>
<h2>数据来源 · Sources</h2>
<p id="summary" class="state unknown" role="status">未知 · unknown</p>
<table>
  <thead><tr><th>来源 Source</th><th>单位 Owner</th><th>状态 State</th><th>最近收到 Last heard</th><th>拒收 Rejected</th></tr></thead>
  <tbody id="sources"></tbody>
</table>
<noscript>需要 JavaScript 才能显示来源状态；其余页面不受影响。 · The state of the sources needs JavaScript.</noscript>
<script src="/page.js"></script>
</html>
`;

// Nothing may look calm because an answer is missing: what cannot be read is shown as unknown.
const SCRIPT = `'use strict';
const query = '{ sources { id owner state lastReceivedAt rejected } }';
const words = {
  RUNNING: '正常 running', LATE: '迟到 late', DOWN: '中断 down', PAUSED: '暂停 paused', STARTING: '启动中 starting',
};
const cell = (text, name) => Object.assign(document.createElement('td'), { textContent: text, className: name || '' });
const row = (source) => {
  const line = document.createElement('tr');
  const heard = source.lastReceivedAt ? new Date(source.lastReceivedAt).toLocaleTimeString() : '—';
  line.append(
    cell(source.id), cell(source.owner), cell(words[source.state] || source.state, 'state ' + source.state),
    cell(heard, 'number'), cell(String(source.rejected), 'number'));
  return line;
};
const summarise = (sources) => {
  const ill = sources.filter(({ state }) => state !== 'RUNNING').length;
  if (sources.length === 0) return ['没有数据来源 · no sources', 'unknown'];
  return ill === 0 ? ['全部正常 · all running', 'RUNNING'] : [ill + ' 个来源异常 · ' + ill + ' not running', 'DOWN'];
};
const show = (rows, [text, name]) => {
  document.getElementById('sources').replaceChildren(...rows);
  Object.assign(document.getElementById('summary'), { textContent: text, className: 'state ' + name });
};
const refresh = async () => {
  try {
    const answer = await fetch('/graphql', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(4000),
    });
    const { data } = await answer.json();
    const sources = data.sources;
    show(sources.map(row), summarise(sources));
  } catch {
    show([], ['读不到来源状态 · the state of the sources cannot be read', 'unknown']);
  }
  setTimeout(refresh, 5000);
};
refresh();
`;
