import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Why a request may not come in by the name it used or from the page it comes from; undefined when it may.
 * `anyPage`: it brings a proof of its own of who sent it, so that no page could have made it up.
 */
export type HostCheck = (headers: IncomingHttpHeaders, options?: { anyPage?: boolean }) => string | undefined;

/**
 * Lets in requests that name this machine or the configured host, on any port (a tunnel changes it), and from pages
 * only those that were served under that very name. Guards HTTP, SSE and the upgrade: the browser's own cross-origin
 * rules do not cover a WebSocket, and a rebound DNS name would pass them.
 */
export function createHostCheck(configuredHost: string): HostCheck {
  const bracketed = configuredHost.includes(':') ? `[${configuredHost}]` : configuredHost;
  const names = new Set([...LOOPBACK_NAMES, bracketed.toLowerCase()]);
  return (headers, { anyPage = false } = {}) => {
    const host = headers.host?.toLowerCase() ?? '';
    if (!names.has(host.replace(/:\d{1,5}$/, ''))) return 'This host name is not served here.';
    if (anyPage) return undefined;
    const origin = headers.origin?.toLowerCase();
    if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
      return 'Requests from this origin are not allowed.';
    // A page elsewhere that asks without reading the answer sends no Origin; following a link is allowed.
    const elsewhere = ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
    if (elsewhere && headers['sec-fetch-mode'] !== 'navigate')
      return 'Requests from other sites are not allowed.';
    return undefined;
  };
}
