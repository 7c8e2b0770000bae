// Asks the administration, with the key of this session.

const place = "adapterkit-key";

export function setKey(key) {
  if (key) sessionStorage.setItem(place, key);
  else sessionStorage.removeItem(place);
}

/** What the server answered in place of what was asked for. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export async function ask(method, path, body) {
  const headers = {};
  const key = sessionStorage.getItem(place);
  if (key) headers.Authorization = `Bearer ${key}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(`/admin/${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Problem(0, "The server does not answer. It may have been stopped.");
  }

  if (response.status === 204) return null;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, answer.detail ?? `The server answers ${response.status}.`);
  return answer;
}
