import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import LiveDemo from "../../../src/parts/LiveDemo.vue";
import "./fonts.css";
import "./page.css";
import "./demo.css";

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("LiveDemo", LiveDemo);
  },
};
export default theme;
