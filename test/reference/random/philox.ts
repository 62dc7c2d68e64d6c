// Known answers of Philox4x32-10, hexadecimal words, lowest index first.
// Source: github.com/DEShawResearch/random123, tests/kat_vectors, commit
// 9545ff6413f258be2f04c1d319d99aaef7521150 (2022-01-17), all lines "philox4x32 10". The inputs are
// all zeros, all ones, and the digits of pi.
export const PHILOX_ANSWERS = [
  {
    counter: "00000000 00000000 00000000 00000000",
    key: "00000000 00000000",
    words: "6627e8d5 e169c58d bc57ac4c 9b00dbd8",
  },
  {
    counter: "ffffffff ffffffff ffffffff ffffffff",
    key: "ffffffff ffffffff",
    words: "408f276d 41c83b0e a20bc7c6 6d5451fd",
  },
  {
    counter: "243f6a88 85a308d3 13198a2e 03707344",
    key: "a4093822 299f31d0",
    words: "d16cfe09 94fdcceb 5001e420 24126ea1",
  },
];
