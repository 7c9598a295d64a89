// A slider for the balance of the start; path and kernel distance of one neuron are exact, so no integration holds up the page.
import { learningRegime, singleNeuron } from "@lazyrich/exact";
import { figureElement, line, panel } from "@lazyrich/plot";

const beta0 = [0.6, 0];
const betaStar = [0, 1];
const times = Array.from({ length: 201 }, (_, i) => i / 20);
const slider = document.querySelector("#delta");

function draw() {
  const delta = Number(slider.value);
  const a0 = Math.sqrt((delta + Math.sqrt(delta ** 2 + 4 * Math.hypot(...beta0) ** 2)) / 2);
  const neuron = singleNeuron({ a0, w0: beta0.map((entry) => entry / a0), betaStar });
  const { beta, kernelDistance } = neuron.trajectory(times);
  const rows = times.map((t, i) => ({ t, S: kernelDistance[i], x: beta[2 * i], y: beta[2 * i + 1] }));

  document.querySelector("#value").textContent = delta.toFixed(1);
  document.querySelector("#words").textContent = learningRegime({ beta0, betaStar, delta }).regime;
  document.querySelector("#figure").replaceChildren(
    figureElement({
      panels: [
        panel({
          x: { label: "*β*₁", domain: [-0.2, 1] },
          y: { label: "*β*₂", domain: [-0.1, 1.1] },
          marks: [line(rows, { x: "x", y: "y" })],
        }),
        panel({
          x: { label: "time *t*" },
          y: { label: "kernel distance *S*", domain: [0, 1] },
          marks: [line(rows, { x: "t", y: "S" })],
        }),
      ],
      width: 486,
    }),
  );
}

slider.addEventListener("input", draw);
draw();
