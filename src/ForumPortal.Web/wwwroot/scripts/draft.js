// Keeps the draft while one types, shows the readers as they are chosen, and previews without leaving the page.
const form = document.querySelector("form[data-draft]");
const address = form.dataset.draft;
const kept = document.getElementById("kept");
const readers = document.getElementById("readers");
const line = document.getElementById("line");
const preview = document.getElementById("preview");

// Whoever is not signed in is led elsewhere, and nobody else is.
const isEnded = (response) => response.type === "opaqueredirect";
const send = (path) => fetch(address + path, { method: "POST", body: new FormData(form), redirect: "manual" });

// A new session takes no form of the one before: the page asks for what its forms need now.
const renew = async () => {
  const response = await fetch(address, { redirect: "manual" });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const field of document.getElementsByName("__RequestVerificationToken")) field.value = page.querySelector("input[name=__RequestVerificationToken]").value;
};

const tellEnded = () => {
  const link = Object.assign(document.createElement("a"), { href: "/signin", target: "_blank", textContent: "Sign in in a new tab" });
  kept.replaceChildren("Not saved: your session has ended. Nothing that you typed is lost. ", link, ", then come back and go on.");
};

const after = (milliseconds, act) => {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
};

const show = async (response, place) => {
  const text = await response.text();
  if (response.ok) place.replaceChildren(document.createRange().createContextualFragment(text));
};

let unkept = false;
let ended = false;
let keeping = Promise.resolve();

// One after another, so that an older text never overtakes a newer one.
const keep = () => {
  keeping = keeping.then(async () => {
    unkept = false;
    try {
      if (ended) await renew();
      const response = await send("/keep");
      ended = isEnded(response);
      if (ended) {
        unkept = true;
        tellEnded();
        return;
      }
      kept.textContent = response.ok || response.status === 409
        ? await response.text()
        : "Not saved: the server refused it. Press “Save draft” to see why.";
    } catch {
      unkept = true;
      kept.textContent = "Not saved: the server cannot be reached. It is tried again as you type.";
    }
  });
};
const keepSoon = after(800, keep);

// Only the newest answer is shown.
let asked = 0;
const count = after(300, async () => {
  const mine = ++asked;
  try {
    const response = await send("/readers");
    if (mine === asked) await show(response, readers);
    line.textContent = readers.querySelector("[data-line]").textContent;
  } catch {
    // The count stays as it was; the next change asks again.
  }
});

form.addEventListener("input", () => {
  unkept = true;
  keepSoon();
});
// What another kind asks for takes the place of what the last one did; what was typed stays in the form.
const fields = document.getElementById("fields");
form.querySelector("select[name=Kind]")?.addEventListener("change", async () => {
  try {
    await show(await send("/fields"), fields);
  } catch {
    // They stay as they were; publishing says what is missing.
  }
});

form.addEventListener("change", (event) => {
  if (readers && event.target.closest("#label, #grants, #walls, #use, #when")) count();
});
// What is pressed after the session ended would lose what was typed: it is tried again after it could be kept.
form.addEventListener("submit", (event) => {
  if (ended) {
    event.preventDefault();
    keep();
    return;
  }
  unkept = false;
});

// Whoever comes back from signing in need not type for it to be kept.
addEventListener("focus", () => {
  if (ended) keep();
});

// What was typed in the last moment before leaving.
addEventListener("pagehide", () => {
  if (unkept) navigator.sendBeacon(address + "/keep", new FormData(form));
});

form.querySelector("[data-preview]").addEventListener("click", async (event) => {
  event.preventDefault();
  try {
    const response = await send("/preview");
    if (isEnded(response)) keep();
    else await show(response, preview);
  } catch {
    preview.textContent = "The server cannot be reached. Try again.";
  }
});
