/** The equations are those modulo this prime, of which this share is trained on. */
export const modulus = 97;
export const trainShare = 0.5;
/** A run that is not right by then is cut. */
export const lastStep = 5000;
/** From this share on a run is right, and ends. */
export const rightShare = 0.99;
