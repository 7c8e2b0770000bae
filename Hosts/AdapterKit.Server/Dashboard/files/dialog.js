// Asks before something is changed.

const dialog = document.getElementById("ask");
const form = dialog.querySelector("form");
const input = document.getElementById("ask-input");
const label = document.getElementById("ask-label");
let answer = null;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  answer = input.value;
  dialog.close();
});
document.getElementById("ask-no").addEventListener("click", () => dialog.close());

/** Asks; null if it was cancelled, else what was written, or an empty text where nothing is to be written. */
export function confirm({ title, detail, yes, field = null, isSecret = false }) {
  document.getElementById("ask-title").textContent = title;
  document.getElementById("ask-detail").textContent = detail;
  document.getElementById("ask-yes").textContent = yes;
  label.hidden = field === null;
  label.firstElementChild.textContent = field ?? "";
  input.type = isSecret ? "password" : "text";
  input.value = "";
  answer = null;
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(answer), { once: true }));
}
