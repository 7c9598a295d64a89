import { answerRequests } from "./answerRequests.ts";
import { simulateNeuron } from "./simulateNeuron.ts";

answerRequests(simulateNeuron);
