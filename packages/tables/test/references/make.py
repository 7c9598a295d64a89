"""Writes the .npy and .npz files of this folder with NumPy (2.4.6): python3 make.py"""
import numpy as np

values = {
    "f2": [0.5, -0.0, 65504, 6e-8, np.inf, -np.inf], "f4": [0.1, -0.0, 1e-45, 3.4e38, np.inf, -1],
    "f8": [0.1, -0.0, 5e-324, 1.7e308, np.inf, -1], "i1": [-128, 127, 0, 1, 2, 3], "i2": [-32768, 32767, 0, 1, 2, 3],
    "i4": [-2**31, 2**31 - 1, 0, 1, 2, 3], "i8": [-2**53 + 1, 2**53 - 1, 0, 1, 2, 3], "u1": [255, 0, 1, 2, 3, 4],
    "u2": [65535, 0, 1, 2, 3, 4], "u4": [2**32 - 1, 0, 1, 2, 3, 4], "u8": [2**53 - 1, 0, 1, 2, 3, 4],
    "b1": [True, False, True, True, False, False],
}
arrays = {}
for code, entries in values.items():
    for order in "<>":
        for layout in "CF":
            arrays[f"{code}_{'le' if order == '<' else 'be'}_{layout}"] = np.array(entries, dtype=order + code).reshape((1, 2, 3), order="C").copy(layout)
np.savez("stored.npz", **arrays)
np.savez_compressed("deflated.npz", **arrays)
np.save("fortran.npy", np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)))
