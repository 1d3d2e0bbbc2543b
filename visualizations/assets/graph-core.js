/* The picture itself: nodes and edges on a canvas, in the theme's colours, standing still.
   Data comes from the page (nodes, edges and options made by pyvis); labels are text. */
(function () {
  "use strict";
  var source = document.getElementById("graph-data");
  if (!source || !window.vis) { return; }
  var data = JSON.parse(source.textContent);
  var look = data.look;
  var stage = document.getElementById("canvas");
  var byId = new Map(), byKey = new Map(), near = new Map();

  data.nodes.forEach(function (n) { byId.set(n.id, n); byKey.set(n.key, n); near.set(n.id, []); });
  data.edges.forEach(function (e, i) {
    e.id = i;
    near.get(e.from).push({ id: e.to, edge: e, out: true });
    near.get(e.to).push({ id: e.from, edge: e, out: false });
  });

  function theme() { return document.documentElement.dataset.theme === "dark" ? "dark" : "light"; }
  function rgba(hex, alpha) {
    var v = parseInt(hex.slice(1), 16);
    return "rgba(" + (v >> 16) + "," + ((v >> 8) & 255) + "," + (v & 255) + "," + alpha + ")";
  }

  var far = false;                       // semantic zoom: numbers from afar, headings nearby
  function fontSize(n) {
    if (n.kind === "chapter") { return far ? 19 : 15; }
    if (n.kind === "article") { return far ? 25 : 11.5; }
    if (data.form !== "draft") { return 13; }
    if (n.kind === "stakeholder") { return far ? 16 : 13; }
    return n.kind === "point" ? 11 : (far ? 17 : 13);
  }
  function label(n, bright) {
    if (far && n.kind === "article" && n.number && data.form === "draft") { return n.number; }
    if (!far && n.long) { return n.long; }
    if (!n.label && bright === "named") { return wrap(n.name, 26, 90); }
    return n.label;
  }
  function wrap(text, width, limit) {
    var cut = text.length > limit ? text.slice(0, limit - 1).replace(/\s+\S*$/, "") + "…" : text;
    return cut.split(" ").reduce(function (lines, word) {
      var last = lines[lines.length - 1];
      if (last && (last + " " + word).length > width) { lines.push(word); }
      else { lines[lines.length - 1] = last ? last + " " + word : word; }
      return lines;
    }, [""]).join("\n");
  }
  function nodeView(n, bright) {
    var c = look.kinds[n.kind][theme()], faint = bright === "faint";
    var named = bright === "named" || bright === "chosen";
    var outside = ["diamond", "dot", "triangle", "hexagon", "square"].indexOf(n.shape) >= 0;
    var ink = outside ? look.kinds.article[theme()].font : c.font;
    var edge = bright === "chosen" ? focusColour() : c.border;
    return {
      id: n.id, label: label(n, named ? "named" : bright) || " ", hidden: Boolean(n.off),
      opacity: faint ? 0.22 : 1,
      color: { background: c.fill, border: edge, highlight: { background: c.fill, border: focusColour() }, hover: { background: c.fill, border: focusColour() } },
      borderWidth: bright === "chosen" ? 3 : (n.strong ? 2 : 1), borderWidthSelected: 3,
      font: { size: fontSize(n), face: "system-ui, 'Noto Sans', sans-serif", color: rgba(ink, faint ? 0.35 : 1), strokeWidth: outside ? 3 : 0, strokeColor: ground() }
    };
  }
  function focusColour() { return theme() === "dark" ? "#ffb454" : "#b35c00"; }
  function ground() { return theme() === "dark" ? "#10161d" : "#faf9f6"; }
  function edgeView(e, bright) {
    var style = look.edges[e.kind], base = style[theme()];
    var quiet = data.edges.length > 400 ? 0.12 : 0.26;
    var alpha = bright === "bright" ? 0.95 : (bright === "faint" ? 0.04 : quiet);
    var shown = bright === "bright" || (!style.hidden && !e.off);
    return {
      id: e.id, hidden: !shown || byId.get(e.from).off || byId.get(e.to).off,
      color: { color: rgba(base, alpha), highlight: rgba(base, 0.95), hover: rgba(base, 0.95) },
      width: (style.width || 1) * (bright === "bright" ? 1.8 : 1),
      dashes: style.dashes || false
    };
  }

  data.nodes.forEach(function (n) { n.off = Boolean(n.hidden); n.detail = n.off; delete n.color; });
  function fixed(n) {
    var made = { margin: 5 };
    ["x", "y", "shape", "size", "widthConstraint", "heightConstraint", "shapeProperties"].forEach(function (name) { if (n[name] !== undefined) { made[name] = n[name]; } });
    return made;
  }
  var nodes = new vis.DataSet(data.nodes.map(function (n) { return Object.assign(fixed(n), nodeView(n)); }));
  var edges = new vis.DataSet(data.edges.map(function (e) { return Object.assign({ from: e.from, to: e.to, arrows: e.arrows ? { to: { enabled: true, scaleFactor: 0.5 } } : "" }, edgeView(e)); }));
  var network = new vis.Network(stage, { nodes: nodes, edges: edges }, data.options);

  /* Chapters stand on a quiet ground of their own. */
  network.on("beforeDrawing", function (ctx) {
    var boxes = new Map();
    data.nodes.forEach(function (n) {
      if (n.off || n.x === undefined || (n.kind !== "article" && n.kind !== "chapter")) { return; }
      var key = n.kind === "chapter" ? n.key : n.block;
      if (!byKey.has(key) || (folded.has(byKey.get(key).id))) { return; }
      var b = boxes.get(key) || [Infinity, Infinity, -Infinity, -Infinity];
      var w = n.kind === "chapter" ? 272 : 68, p = network.getPosition(n.id);
      boxes.set(key, [Math.min(b[0], p.x - w), Math.min(b[1], p.y - 26), Math.max(b[2], p.x + w), Math.max(b[3], p.y + 28)]);
    });
    ctx.fillStyle = theme() === "dark" ? "rgba(140,165,190,.10)" : "rgba(34,48,63,.055)";
    boxes.forEach(function (b) { ctx.beginPath(); ctx.roundRect(b[0] - 6, b[1] - 4, b[2] - b[0] + 12, b[3] - b[1] + 8, 12); ctx.fill(); });
  });

  /* Chapters folded into one node, so that a large treaty starts small. */
  var folded = new Set();
  function fold(id) {
    var chapter = byId.get(id);
    if (folded.has(id) || chapter.kind !== "chapter") { return; }
    folded.add(id);
    var count = data.nodes.filter(function (n) { return n.block === chapter.key && n.kind === "article"; }).length;
    var view = nodeView(chapter);
    network.cluster({
      joinCondition: function (n) { var d = byId.get(n.id); return Boolean(d) && (d === chapter || (d.block === chapter.key && (d.kind === "article" || d.kind === "point"))); },
      clusterNodeProperties: Object.assign({}, view, { id: "fold-" + id, label: (chapter.label || chapter.name) + "  (" + count + ")", shape: "box", x: chapter.x, y: chapter.y, allowSingleNodeCluster: true, margin: 10, font: Object.assign({}, view.font, { size: 26 }) })
    });
  }
  function unfold(id) {
    if (!folded.has(id)) { return; }
    folded.delete(id);
    network.openCluster("fold-" + id, { releaseFunction: function (centre, at) { var back = {}; Object.keys(at).forEach(function (k) { var n = byId.get(Number(k)); back[k] = { x: n.x === undefined ? at[k].x : n.x, y: n.y === undefined ? at[k].y : n.y }; }); return back; } });
  }
  var shownCount = data.nodes.filter(function (n) { return !n.off; }).length;
  if (shownCount > 600) { data.nodes.forEach(function (n) { if (n.kind === "chapter") { fold(n.id); } }); }

  /* Neighbours that are hidden at first take places around the thing they belong to. */
  function expand(id) {
    var centre = network.getPosition(id);
    var hidden = near.get(id).map(function (x) { return byId.get(x.id); }).filter(function (n, i, all) { return n.off && n.detail && all.indexOf(n) === i; });
    hidden.forEach(function (n, i) {
      var turn = (i + 0.5) / hidden.length * 2 * Math.PI, r = 110 + 9 * hidden.length;
      n.off = false; n.parent = id; n.x = centre.x + r * Math.cos(turn); n.y = centre.y + r * Math.sin(turn);
      nodes.update({ id: n.id, x: n.x, y: n.y, hidden: false });
    });
    return hidden.length;
  }
  function collapse(id) {
    var shown = data.nodes.filter(function (n) { return n.parent === id; });
    shown.forEach(function (n) { n.off = true; delete n.parent; });
    return shown.length;
  }
  function hiddenNear(id) { return near.get(id).filter(function (x) { var n = byId.get(x.id); return n.off && n.detail; }).length; }

  function paint(nodeState, edgeState) {
    nodes.update(data.nodes.map(function (n) { return nodeView(n, nodeState ? nodeState(n) : ""); }));
    edges.update(data.edges.map(function (e) { return edgeView(e, edgeState ? edgeState(e) : ""); }));
  }
  function begin() {
    network.fit({ animation: false });
    var narrow = stage.clientWidth < 700;
    if (narrow && data.form === "draft" && shownCount <= 600) {
      var scale = stage.clientWidth / 600;
      network.moveTo({ position: { x: 204, y: stage.clientHeight / scale / 2 - 40 }, scale: scale, animation: false });
    }
    zoomed();
  }
  function zoomed() {
    var scale = network.getScale(), was = far;
    far = far ? scale < 0.78 : scale < 0.7;
    if (was !== far) { window.TG.repaint(); }
  }
  network.on("zoom", zoomed);
  window.TG = {
    data: data, look: look, nodes: nodes, edges: edges, network: network, stage: stage, byId: byId, byKey: byKey, near: near,
    theme: theme, rgba: rgba, paint: paint, repaint: function () { paint(); }, expand: expand, collapse: collapse, hiddenNear: hiddenNear,
    fold: fold, unfold: unfold, folded: folded, begin: begin, zoomed: zoomed, wrap: wrap, ground: ground
  };
  begin();
})();
