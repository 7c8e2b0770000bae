// Figures as people read them.

export const rate = (value) => value === 0 ? "0" : value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en");

export function time(ms) {
  if (ms === 0) return "–";
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

export const share = (value) => `${Math.round(100 * value)} %`;

export const count = (value) => Math.round(value).toLocaleString("en");

export function size(bytes) {
  if (bytes === 0) return "–";
  const units = ["B", "KB", "MB", "GB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${units[step]}`;
}

export function age(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}

/** The beginning of a hash; the whole is in the interface. */
export const hash = (value) => value ? value.replace("sha256:", "").slice(0, 10) : "–";
