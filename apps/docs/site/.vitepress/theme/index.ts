import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { defineAsyncComponent } from "vue";
import LiveDemo from "../../../src/parts/LiveDemo.vue";
import SetDemo from "../../../src/parts/SetDemo.vue";
import StillPicture from "../../../src/parts/StillPicture.vue";
import "./fonts.css";
import "./page.css";
import "./demo.css";

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("LiveDemo", LiveDemo);
    app.component("StillPicture", StillPicture);
    app.component("Set", SetDemo);
    // one page's own
    app.component(
      "DiagnoseNetwork",
      defineAsyncComponent(() => import("../../../src/diagnose/DiagnoseNetwork.vue")),
    );
  },
};
export default theme;
