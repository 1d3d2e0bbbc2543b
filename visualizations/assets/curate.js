// The desk: cards of a paper, judged by keyboard; every change is written at once.
"use strict";
(() => {
  const desk = JSON.parse(document.getElementById("desk").textContent);
  const letters = Array.from(desk.text); // places count characters, not UTF-16 units
  const paper = document.getElementById("paper");
  const list = document.getElementById("cards");
  const saved = document.getElementById("saved");
  let cards = desk.cards;
  let here = Math.max(0, cards.findIndex((card) => !card.verdict || card.differs.length));
  let cut = null;
  let waiting = null;
  let writing = Promise.resolve();

  const part = (start, end) => letters.slice(start, end).join("");
  const named = (name) => new Map(desk.choices[name]);
  const element = (tag, options = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), options);
    made.append(...inside);
    return made;
  };

  const send = (method, path, body) =>
    fetch(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

  const save = () => {
    saved.textContent = "writing …";
    saved.dataset.state = "";
    clearTimeout(waiting);
    waiting = setTimeout(write, 250);
  };
  const write = () => {
    waiting = null;
    writing = writing.then(async () => {
      try {
        const answer = await send("PUT", "/cards", cards);
        const said = await answer.json();
        saved.textContent = answer.ok ? `written: ${said.taken} taken` : `NOT written: ${said.detail}`;
        saved.dataset.state = answer.ok ? "good" : "bad";
      } catch {
        saved.textContent = "NOT written: the program has ended; start it again";
        saved.dataset.state = "bad";
      }
    });
  };
  addEventListener("beforeunload", (event) => {
    if (waiting !== null || saved.dataset.state === "bad") event.preventDefault();
  });

  const drawPaper = () => {
    const pieces = [];
    let at = 0;
    cards.forEach((card, i) => {
      if (card.end - card.start < 2 || card.start < at) return;
      pieces.push(part(at, card.start));
      const mark = element("mark", { textContent: part(card.start, card.end), className: i === here ? "here" : "" });
      mark.dataset.verdict = card.verdict;
      mark.addEventListener("click", () => go(i));
      pieces.push(mark);
      at = card.end;
    });
    pieces.push(part(at, letters.length));
    paper.replaceChildren(...pieces);
    paper.querySelector("mark.here")?.scrollIntoView({ block: "center" });
  };

  const choice = (card, name, label) => {
    const select = element("select", {});
    select.append(element("option", { value: "", textContent: "–" }));
    for (const [value, shown] of desk.choices[name]) {
      select.append(element("option", { value, textContent: shown, selected: card[name] === value }));
    }
    select.addEventListener("change", () => { card[name] = select.value; save(); });
    return element("label", { textContent: label }, select);
  };

  const holder = (card) => {
    const select = element("select", {}, element("option", { value: "", textContent: "the paper's holder" }));
    for (const [value, shown] of desk.choices.holder) {
      select.append(element("option", { value, textContent: shown, selected: card.rest.holder === value }));
    }
    select.addEventListener("change", () => {
      const { holder: before, ...rest } = card.rest;
      card.rest = select.value ? { ...rest, holder: select.value } : rest;
      save();
    });
    return element("label", { textContent: "Held by" }, select);
  };

  const several = (card, name, label) => {
    const shown = named(name);
    const chips = element("ul", { className: "chips" });
    for (const key of card[name]) {
      const drop = element("button", { type: "button", textContent: `${shown.get(key) || key} ×`, title: key });
      drop.setAttribute("aria-label", `Remove ${shown.get(key) || key}`);
      drop.addEventListener("click", () => { card[name] = card[name].filter((k) => k !== key); save(); draw(); });
      chips.append(element("li", {}, drop));
    }
    const add = element("select", {}, element("option", { value: "", textContent: "add …" }));
    for (const [value, text] of desk.choices[name]) {
      if (!card[name].includes(value)) add.append(element("option", { value, textContent: text }));
    }
    add.addEventListener("change", () => { card[name] = [...card[name], add.value]; save(); draw(); });
    return element("div", {}, element("label", { textContent: label }, add), chips);
  };

  const button = (text, act) => {
    const made = element("button", { type: "button", textContent: text });
    made.addEventListener("click", act);
    return made;
  };

  const body = (card) => {
    const words = element("textarea", { value: card.summary, id: "words", placeholder: "What it asks, in your own words; the first sentence is its name" });
    words.addEventListener("input", () => { card.summary = words.value; save(); });
    const key = element("input", { value: card.key, pattern: "[a-z0-9][a-z0-9.~\\-]*" });
    key.addEventListener("change", () => {
      const free = key.checkValidity() && key.value && !cards.some((c) => c !== card && c.key === key.value);
      if (free) card.key = key.value; else key.value = card.key;
      save();
    });
    const verdicts = element("div", { id: "verdicts" });
    return [
      element("p", { className: "soft", textContent: `${card.place}${card.named ? `; names ${card.named}` : ""}` }),
      ...(card.differs.length ? [differing(card)] : []),
      ...(cut === null ? [] : [cutting(card)]),
      element("div", { className: "pair" }, choice(card, "action", "Action"), choice(card, "stance", "Stance")),
      several(card, "targets", "Targets, the one that the stance is on first"),
      several(card, "calls_for", "Safeguards that it calls for"),
      element("label", { textContent: "Own words" }, words),
      element("div", { className: "pair" }, element("label", { textContent: "Short name" }, key), choice(card, "kind", "Kind")),
      holder(card),
      element("div", { className: "acts" },
        button("Yes", () => judge("yes")), button("No", () => judge("no")),
        button("Split", () => beginCut()), button("Join with next", () => join()),
        button("Try a check", () => check()), button("Next", () => go(here + 1)), button("Add the selection", () => add())),
      verdicts,
    ];
  };

  const differing = (card) => element("div", { className: "differs" },
    element("p", { textContent: "Two readings differ; what stands below is the first one's:" }),
    element("ul", {}, ...card.differs.map((said) => element("li", { textContent: said }))),
    button("Settled", () => settle()));
  const settle = () => {
    if (!cards.length || !cards[here].differs.length) return;
    cards[here].differs = [];
    save();
    const after = cards.findIndex((card, i) => i > here && card.differs.length);
    go(after < 0 ? here : after);
  };

  const draw = () => {
    const rows = cards.map((card, i) => {
      const open = i === here;
      const text = part(card.start, Math.min(card.end, card.start + 110)).replace(/\s+/g, " ").trim();
      const line = element("button", { type: "button", className: "line", textContent: `${card.differs.length ? "≠" : { yes: "✓", no: "✗" }[card.verdict] || "?"} ${card.summary || text}` });
      line.setAttribute("aria-expanded", String(open));
      line.addEventListener("click", () => go(i));
      const made = element("article", { className: open ? "card here" : "card" }, line, ...(open ? body(card) : []));
      made.dataset.verdict = card.verdict;
      return made;
    });
    const left = cards.filter((card) => !card.verdict).length;
    const open = cards.filter((card) => card.differs.length).length;
    document.getElementById("count").textContent = `${cards.length} passages, ${left} to judge${open ? `, ${open} to settle` : ""}`;
    list.replaceChildren(...rows);
    list.querySelector(".card.here")?.scrollIntoView({ block: "nearest" });
    drawPaper();
  };

  const go = (i) => {
    here = Math.min(Math.max(i, 0), cards.length - 1);
    cut = null;
    draw();
  };
  const judge = (verdict) => {
    if (!cards.length) return;
    cards[here].verdict = verdict;
    save();
    const after = cards.findIndex((card, i) => i > here && !card.verdict);
    if (verdict === "yes" && !cards[here].summary) { draw(); document.getElementById("words").focus(); return; }
    go(after < 0 ? here + 1 : after);
  };
  const free = (key) => {
    let made = key;
    for (let n = 2; cards.some((card) => card.key === made); n += 1) made = `${key}-${n}`;
    return made;
  };

  const gaps = (card) => {
    const found = [];
    for (let i = card.start + 1; i < card.end - 1; i += 1) {
      if (/\s/.test(letters[i - 1]) && !/\s/.test(letters[i])) found.push(i);
    }
    return found;
  };
  const beginCut = () => {
    const found = cards.length ? gaps(cards[here]) : [];
    if (!found.length) return;
    const selection = getSelection();
    cut = found[Math.floor(found.length / 2)];
    if (selection && selection.anchorNode && paper.querySelector("mark.here")?.contains(selection.anchorNode)) {
      const before = Array.from(selection.anchorNode.textContent.slice(0, selection.anchorOffset)).length;
      cut = found.find((i) => i >= cards[here].start + before) || cut;
    }
    draw();
  };
  const cutting = (card) => element("p", { className: "cut", id: "cut" },
    part(card.start, cut), element("b", { textContent: " ✂ " }), part(cut, card.end),
    element("small", { textContent: " ← → move, Enter cuts, Esc leaves" }));
  const moveCut = (step) => {
    const found = gaps(cards[here]);
    const at = found.indexOf(cut) + step;
    cut = found[Math.min(Math.max(at, 0), found.length - 1)];
    draw();
  };
  const applyCut = () => {
    const card = cards[here];
    const second = { ...card, key: free(card.key), start: cut, summary: "", verdict: "", rest: {}, differs: [] };
    cards.splice(here, 1, { ...card, end: cut }, second);
    cut = null;
    save();
    draw();
  };
  const join = () => {
    const [card, next] = [cards[here], cards[here + 1]];
    if (!next) return;
    const both = (name) => [...new Set([...card[name], ...next[name]])];
    cards.splice(here, 2, {
      ...card, start: Math.min(card.start, next.start), end: Math.max(card.end, next.end), targets: both("targets"), calls_for: both("calls_for"),
      summary: [card.summary, next.summary].filter(Boolean).join(" "), rest: { ...next.rest, ...card.rest },
    });
    save();
    draw();
  };

  // A passage that nothing was proposed for: what is selected in the paper becomes a card.
  const add = () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !paper.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const before = document.createRange();
    before.setStart(paper, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    const end = start + Array.from(range.toString()).length;
    const above = cards.filter((card) => card.start <= start).pop();
    const card = { key: free("added"), start, end, place: above ? `${above.place}, and after` : "beginning", section: above?.section || "",
      kind: "recommendation", action: "", stance: "", targets: [], calls_for: [], summary: "", verdict: "", named: "", rest: {}, differs: [] };
    cards = [...cards, card].sort((a, b) => a.start - b.start);
    selection.removeAllRanges();
    save();
    go(cards.indexOf(card));
  };

  const check = async () => {
    const card = cards[here];
    const place = document.getElementById("verdicts");
    place.textContent = "trying …";
    const answer = await send("POST", "/check", card);
    const said = await answer.json();
    if (!said.check || !said.rows.length) { place.textContent = said.why || said.detail; return; }
    const table = element("table", { className: "verdicts" });
    for (const row of said.rows) {
      table.append(element("tr", {}, element("td", { textContent: row.draft }), element("td", { textContent: row.verdict }), element("td", { textContent: row.why })));
    }
    const take = button(card.rest.check ? "Leave this check out" : "Keep this check", () => {
      const rest = { ...card.rest };
      if (rest.check) delete rest.check; else rest.check = said.check;
      card.rest = rest;
      save();
      draw();
    });
    place.replaceChildren(element("code", { textContent: JSON.stringify(said.check) }), table, take);
  };

  document.getElementById("in").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    let answer;
    try {
      answer = await send("POST", "/annotations", JSON.parse(await file.text()));
    } catch {
      saved.textContent = "NOT read: no JSON in it";
      saved.dataset.state = "bad";
      return;
    }
    const found = answer.ok ? await answer.json() : [];
    for (const { start, end, said } of found) {
      const like = cards.find((card) => card.start < end && start < card.end);
      if (like) { like.summary = like.summary || said; continue; }
      cards.push({ key: free("annotated"), start, end, place: `characters ${start}-${end}`, section: "", kind: "recommendation",
        action: "", stance: "", targets: [], calls_for: [], summary: said, verdict: "", named: "", rest: {}, differs: [] });
    }
    cards.sort((a, b) => a.start - b.start);
    save();
    draw();
  });

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { cut = null; document.activeElement?.blur(); draw(); return; }
    if (event.target.closest("textarea, input, select")) return;
    if (cut !== null && ["ArrowLeft", "ArrowRight", "Enter"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "Enter") applyCut(); else moveCut(event.key === "ArrowLeft" ? -1 : 1);
      return;
    }
    const acts = {
      y: () => judge("yes"), n: () => judge("no"), s: beginCut, j: join, c: check, a: add,
      ArrowDown: () => go(here + 1), ArrowUp: () => go(here - 1),
      d: settle, w: () => document.getElementById("words")?.focus(),
    };
    if (acts[event.key] && cards.length) { event.preventDefault(); acts[event.key](); }
  });
  draw();
})();
