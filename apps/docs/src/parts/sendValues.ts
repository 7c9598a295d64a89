import { onBeforeUnmount, onMounted } from "vue";
import type { Values } from "../demo.ts";

interface Sent {
  readonly id: string;
  readonly values: Partial<Values>;
}

const eventName = "lazyrich-demo-values";

/** Sets fields of another demo on the page: a point picked on a map is run where runs are shown. */
export function sendValues(id: string, values: Partial<Values>): void {
  window.dispatchEvent(new CustomEvent<Sent>(eventName, { detail: { id, values } }));
}

/** Receives what is sent to a demo while its component is mounted. */
export function onValuesFor(id: string, receive: (values: Partial<Values>) => void): void {
  const listen = (event: Event): void => {
    const { detail } = event as CustomEvent<Sent>;
    if (detail.id === id) receive(detail.values);
  };
  onMounted(() => window.addEventListener(eventName, listen));
  onBeforeUnmount(() => window.removeEventListener(eventName, listen));
}
