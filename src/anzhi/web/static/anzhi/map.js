// 挂图作战: streets and project parcels. Without this script the page is its tables.

let gl; // MapLibre, loaded when the map comes into sight: on the dashboard that may be never
const NEAR = 12.5; // zoom from which parcels carry their names
const box = document.getElementById("map");
const seen = { streets: new Map(), parcels: new Map() }; // features by id, with facts as they came
const labels = { streets: [], parcels: [] };

// Colours stand in the style sheet; the legend shows them, and the map takes them from there.
const colour = (swatch) => getComputedStyle(swatch).backgroundColor;

function colours(list, attribute, otherwise) {
  const swatches = [...list.querySelectorAll(`[data-${attribute}]`)];
  return swatches.flatMap((swatch) => [swatch.dataset[attribute], colour(swatch)]).concat(otherwise);
}

const streetColours = (measure) => {
  const list = document.querySelector(`[data-measure="${measure}"]`);
  return list ? ["match", ["to-string", ["get", measure]], ...colours(list, "level", "rgba(0,0,0,0)")] : "rgba(0,0,0,0)";
};

const chosen = () => document.querySelector('input[name="measure"]:checked')?.value;

function style() {
  const sources = {
    streets: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    parcels: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
  };
  const layers = [{ id: "ground", type: "background", paint: { "background-color": colour(box) } }];
  if (box.dataset.tiles) {
    sources.tiles = { type: "raster", tiles: [box.dataset.tiles], tileSize: 256 };
    layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  const states = colours(document.getElementById("map-states"), "state", "#888888");
  layers.push(
    { id: "streets", type: "fill", source: "streets", paint: { "fill-color": streetColours(chosen()), "fill-opacity": ["interpolate", ["linear"], ["zoom"], 11, box.dataset.tiles ? 0.55 : 0.85, 14, 0.3] } },
    { id: "street-lines", type: "line", source: "streets", paint: { "line-color": "#5d6d80", "line-width": 1.2 } },
    { id: "parcels", type: "fill", source: "parcels", paint: { "fill-color": ["match", ["get", "state"], ...states], "fill-opacity": 0.8 } },
    { id: "parcel-lines", type: "line", source: "parcels", paint: { "line-color": "#ffffff", "line-width": 1 } },
  );
  return { version: 8, sources, layers };
}

function bounds(features) {
  const found = new gl.LngLatBounds();
  const visit = (part) => (typeof part[0] === "number" ? found.extend(part) : part.forEach(visit));
  features.forEach((feature) => visit(feature.geometry.coordinates));
  return found;
}

function label(map, feature, name) {
  const element = document.createElement("div");
  element.className = `map-label of-${name}`;
  element.textContent = feature.properties.title;
  return new gl.Marker({ element }).setLngLat(feature.properties.label).addTo(map);
}

// A name that would lie on another one stays away until there is room; streets come first.
function declutter(map) {
  box.classList.toggle("far", map.getZoom() < NEAR);
  const taken = [];
  [...labels.streets, ...labels.parcels].map((marker) => marker.getElement()).forEach((element) => {
    const place = element.getBoundingClientRect();
    const covered = taken.some((other) => place.left < other.right && other.left < place.right && place.top < other.bottom && other.top < place.bottom);
    element.classList.toggle("covered", covered);
    if (!covered && !(box.classList.contains("far") && element.classList.contains("of-parcel"))) taken.push(place);
  });
}

async function load(map, name, address) {
  const response = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const data = await response.json();
  seen[name] = new Map(data.features.map((feature) => [feature.id, feature]));
  map.getSource(name).setData(data);
  labels[name].forEach((marker) => marker.remove());
  labels[name] = data.features.map((feature) => label(map, feature, name.slice(0, -1)));
  return data.features;
}

function card(properties) {
  const body = document.createElement("div");
  const put = (parent, tag, text) => {
    const element = parent.appendChild(document.createElement(tag));
    element.textContent = text;
    return element;
  };
  put(body, "h3", properties.title);
  const facts = put(body, "dl", "");
  properties.facts.forEach(([term, value]) => {
    put(facts, "dt", term);
    put(facts, "dd", value);
  });
  properties.links.forEach(([words, address]) => { put(body, "a", words).href = address; });
  return body;
}

function open(map, event) {
  const [hit] = map.queryRenderedFeatures(event.point, { layers: ["parcels", "streets"] });
  if (!hit) return;
  const { properties } = seen[hit.layer.id].get(hit.id);
  new gl.Popup({ className: "map-popup", maxWidth: "20rem" }).setLngLat(event.lngLat).setDOMContent(card(properties)).addTo(map);
}

async function show(map) {
  const search = document.getElementById("filters") ? location.search : ""; // beside a list, the map shows what it is narrowed to
  const [streets, parcels] = await Promise.all([
    seen.streets.size ? [...seen.streets.values()] : load(map, "streets", box.dataset.streets),
    load(map, "parcels", box.dataset.parcels + search),
  ]);
  const shown = new URLSearchParams(search);
  shown.delete("year");
  const narrowed = [...shown.values()].some((value) => value) && parcels.length;
  const around = bounds(narrowed || !streets.length ? parcels : streets);
  if (!around.isEmpty()) map.fitBounds(around, { padding: 40, maxZoom: 15, animate: false });
  box.dataset.ready = "yes";
}

function fail() {
  box.hidden = true;
  document.getElementById("map-failed").hidden = false;
}

function draw() {
  const map = new gl.Map({ container: box, style: style(), locale: JSON.parse(box.dataset.words), center: [112.9, 28.15], zoom: 10, attributionControl: false, dragRotate: false, pitchWithRotate: false, fadeDuration: 0, cooperativeGestures: false });
  map.addControl(new gl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new gl.ScaleControl(), "bottom-left");
  ["moveend", "idle"].forEach((moment) => map.on(moment, () => declutter(map)));
  map.on("click", (event) => open(map, event));
  ["streets", "parcels"].forEach((layer) => {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  });
  map.on("load", () => show(map).catch(fail));
  document.querySelectorAll('input[name="measure"]').forEach((input) => input.addEventListener("change", () => {
    document.querySelectorAll("[data-measure]").forEach((list) => { list.hidden = list.dataset.measure !== chosen(); });
    map.setPaintProperty("streets", "fill-color", streetColours(chosen()));
  }));
  // The list below was narrowed: the map follows.
  document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.elt.id === "results") show(map).catch(fail); });
}

const sight = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  sight.disconnect();
  import("../vendor/maplibre-gl.mjs").then((loaded) => { gl = loaded; draw(); }).catch(fail);
});
document.getElementById("map-card").hidden = false;
sight.observe(box);
