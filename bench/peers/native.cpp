// How fast can native code do the same work? The core's workloads in C++ on vectors.
//
//   native.cpp OPTIONS   answers each line "workload seed" with one line of JSON; the clock runs
//                        around the work alone. OPTIONS is a file of f64 columns for W6 and W7.
//
// One source, two peers. With 128-bit vectors and no FMA it is what WebAssembly's SIMD could reach
// at best; at the machine's full width it is the physical limit. A vector variable here stands for
// INTERLEAVE hardware vectors, worked on operation by operation, which hides latency. Normals: at
// 128 bits a ziggurat of 256 layers (Marsaglia, Tsang 2000) fed by vector xoshiro256++; wider
// machines divide and take roots fast enough for Box-Muller without a branch.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>
#include <immintrin.h>

#ifndef WIDTH // doubles in a hardware vector
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#define WIDTH 8
#elif defined(__AVX2__) && defined(__FMA__)
#define WIDTH 4
#else
#define WIDTH 2
#endif
#endif
#ifndef INTERLEAVE
#define INTERLEAVE 4
#endif
#define ZIGGURAT (WIDTH == 2)
#define INLINE static inline __attribute__((always_inline))
#define EACH for (int k = 0; k < INTERLEAVE; k++)

#if WIDTH == 8
#define SIMD(name) _mm512_##name
typedef __m512d simd;
typedef __m512i simdi;
#elif WIDTH == 4
#define SIMD(name) _mm256_##name
typedef __m256d simd;
#else
#define SIMD(name) _mm_##name
typedef __m128d simd;
#endif

// ---- vectors

constexpr int LANES = WIDTH * INTERLEAVE;
typedef double Doubles __attribute__((vector_size(WIDTH * 8), may_alias));
typedef double Unaligned __attribute__((vector_size(WIDTH * 8), aligned(8), may_alias));
typedef long long Integers __attribute__((vector_size(WIDTH * 8), may_alias));
typedef unsigned long long Words __attribute__((vector_size(WIDTH * 8), may_alias));

struct Real {
  Doubles v[INTERLEAVE];
  double operator[](int i) const { return ((const double *)v)[i]; }
};
struct Bits {
  Words v[INTERLEAVE];
  uint64_t __attribute__((may_alias)) &operator[](int i) { return ((uint64_t *)v)[i]; }
};

INLINE Real all(double x) {
  Real r;
  EACH r.v[k] = (Doubles)SIMD(set1_pd)(x);
  return r;
}
INLINE Bits allBits(uint64_t x) {
  Bits r;
  EACH r.v[k] = Words{} + x;
  return r;
}
INLINE Bits bitsOf(Real a) {
  Bits r;
  EACH r.v[k] = (Words)a.v[k];
  return r;
}
INLINE Real realOf(Bits a) {
  Real r;
  EACH r.v[k] = (Doubles)a.v[k];
  return r;
}

#define REAL_OPERATOR(o)                                          \
  INLINE Real operator o(Real a, Real b) {                        \
    EACH a.v[k] = a.v[k] o b.v[k];                                \
    return a;                                                     \
  }                                                               \
  INLINE Real operator o(Real a, double b) { return a o all(b); } \
  INLINE Real operator o(double a, Real b) { return all(a) o b; } \
  INLINE void operator o##=(Real &a, Real b) { a = a o b; }
REAL_OPERATOR(+)
REAL_OPERATOR(-)
REAL_OPERATOR(*)
REAL_OPERATOR(/)

#define BITS_OPERATOR(o)                   \
  INLINE Bits operator o(Bits a, Bits b) { \
    EACH a.v[k] = a.v[k] o b.v[k];         \
    return a;                              \
  }                                        \
  INLINE void operator o##=(Bits &a, Bits b) { a = a o b; }
BITS_OPERATOR(+)
BITS_OPERATOR(-)
BITS_OPERATOR(^)
BITS_OPERATOR(&)
BITS_OPERATOR(|)

INLINE Bits operator<<(Bits a, int n) {
  EACH a.v[k] = a.v[k] << n;
  return a;
}
INLINE Bits operator>>(Bits a, int n) {
  EACH a.v[k] = a.v[k] >> n;
  return a;
}

INLINE Real load(const double *p) {
  Real r;
  EACH r.v[k] = *(const Unaligned *)(p + k * WIDTH);
  return r;
}
INLINE void store(double *p, Real x) { EACH *(Unaligned *)(p + k * WIDTH) = x.v[k]; }
INLINE double sum(Real a) {
  double s = 0;
  for (int i = 0; i < LANES; i++) s += a[i];
  return s;
}
INLINE Real magnitude(Real a) { return realOf(bitsOf(a) & allBits(0x7fffffffffffffffULL)); }
INLINE Real greatest(Real a, Real b) {
  EACH a.v[k] = (Doubles)SIMD(max_pd)((simd)a.v[k], (simd)b.v[k]);
  return a;
}
INLINE Real least(Real a, Real b) {
  EACH a.v[k] = (Doubles)SIMD(min_pd)((simd)a.v[k], (simd)b.v[k]);
  return a;
}
/** x where a exceeds the limit, else 0. */
INLINE Real whereAbove(Real x, Real a, double limit) {
  const Real edge = all(limit);
  EACH x.v[k] = (Doubles)((Integers)x.v[k] & (a.v[k] > edge.v[k]));
  return x;
}

#if WIDTH == 8 // roots and quotients by Newton steps from estimates, which is faster there
INLINE Real fma(Real a, Real b, Real c) {
  EACH a.v[k] = (Doubles)_mm512_fmadd_pd((simd)a.v[k], (simd)b.v[k], (simd)c.v[k]);
  return a;
}
INLINE Real fnma(Real a, Real b, Real c) {
  EACH a.v[k] = (Doubles)_mm512_fnmadd_pd((simd)a.v[k], (simd)b.v[k], (simd)c.v[k]);
  return a;
}
INLINE Real root(Real a) {
  const Real x = greatest(a, all(1e-300));
  Real y;
  EACH y.v[k] = (Doubles)_mm512_rsqrt14_pd((simd)x.v[k]);
  Real g = x * y, h = y * 0.5, r = fnma(g, h, all(0.5));
  g = fma(g, r, g);
  h = fma(h, r, h);
  return fma(fnma(g, g, x), h, g);
}
INLINE Real reciprocal(Real x) {
  Real y;
  EACH y.v[k] = (Doubles)_mm512_rcp14_pd((simd)x.v[k]);
  Real e = fnma(x, y, all(1));
  e = fma(e, e, e);
  y = fma(y, e, y);
  return fma(y, fnma(x, y, all(1)), y);
}
INLINE Real quotient(Real a, Real b) { return a * reciprocal(b); }
template <int N> INLINE Bits rotate(Bits a) {
  EACH a.v[k] = (Words)_mm512_rol_epi64((simdi)a.v[k], N);
  return a;
}
#else
INLINE Real root(Real a) {
  EACH a.v[k] = (Doubles)SIMD(sqrt_pd)((simd)a.v[k]);
  return a;
}
INLINE Real reciprocal(Real x) { return 1.0 / x; }
INLINE Real quotient(Real a, Real b) { return a / b; }
template <int N> INLINE Bits rotate(Bits a) { return (a << N) | (a >> (64 - N)); }
#endif

// ---- elementary functions

constexpr double MAGIC =
    6755399441055744.0; // 1.5 x 2^52: adding it leaves the integer in the low bits

/** Natural logarithm of normal numbers above 0, by the series of atanh around 1. */
INLINE Real logarithm(Real x) {
  Real m, e;
#if WIDTH == 8
  EACH m.v[k] =
      (Doubles)_mm512_getmant_pd((simd)x.v[k], _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_zero);
  EACH e.v[k] = (Doubles)_mm512_getexp_pd(_mm512_mul_pd((simd)x.v[k], _mm512_set1_pd(4.0 / 3)));
#else
  const uint64_t SQRT_HALF = 0x3fe6a09e667f3bcdULL, ONE = 0x3ff0000000000000ULL;
  const Bits t = bitsOf(x) + allBits(ONE - SQRT_HALF);
  m = realOf((t & allBits(0x000fffffffffffffULL)) + allBits(SQRT_HALF));
  e = realOf((t >> 52) | allBits(0x4330000000000000ULL)) - (4503599627370496.0 + 1023.0);
#endif
  const Real s = quotient(m - 1.0, m + 1.0), z = s * s, z2 = z * z;
  Real p = (((2.0 / 19) * z + 2.0 / 17) * z2 + ((2.0 / 15) * z + 2.0 / 13)) * z2 +
           ((2.0 / 11) * z + 2.0 / 9);
  p = (p * z2 + ((2.0 / 7) * z + 2.0 / 5)) * z + 2.0 / 3;
  return e * 0.693147180559945309417 + (s * z * p + 2.0 * s);
}

/** exp, |x| < 700: Taylor to degree 11 after reduction. */
INLINE Real exponential(Real x) {
#if WIDTH == 8
  const Real q = x * 1.44269504088896340736;
  Real n;
  EACH n.v[k] = (Doubles)_mm512_roundscale_pd((simd)q.v[k], 8);
#else
  const Real t = x * 1.44269504088896340736 + MAGIC, n = t - MAGIC;
#endif
  const Real r = (x - n * 6.93147180369123816490e-01) - n * 1.90821492927058770002e-10, r2 = r * r;
  Real p = (1.0 / 39916800) * r + 1.0 / 3628800;
  p = p * r2 + ((1.0 / 362880) * r + 1.0 / 40320);
  p = p * r2 + ((1.0 / 5040) * r + 1.0 / 720);
  p = p * r2 + ((1.0 / 120) * r + 1.0 / 24);
  p = p * r2 + ((1.0 / 6) * r + 0.5);
  p = (p * r2 + r) + 1.0;
#if WIDTH == 8
  EACH p.v[k] = (Doubles)_mm512_scalef_pd((simd)p.v[k], (simd)n.v[k]);
  return p;
#else
  return realOf(bitsOf(p) + (bitsOf(t) << 52));
#endif
}

/** exp of an increment, |x| < 0.3: Taylor to degree 9. */
INLINE Real exponentialSmall(Real x) {
  const Real x2 = x * x;
  Real p = (1.0 / 362880) * x + 1.0 / 40320;
  p = p * x2 + ((1.0 / 5040) * x + 1.0 / 720);
  p = p * x2 + ((1.0 / 120) * x + 1.0 / 24);
  p = p * x2 + ((1.0 / 6) * x + 0.5);
  return p * x2 + (x + 1.0);
}

// Values and densities of the normal distribution, 64 to the unit on [-9, 9].
constexpr int TABLE = 1153;
alignas(64) static double normalTable[2 * TABLE + 8];

static void fillNormalTable() {
  for (int i = 0; i < TABLE; i++) {
    const double x = -9 + i / 64.0;
    normalTable[2 * i] = 0.5 * erfc(-x * M_SQRT1_2);
    normalTable[2 * i + 1] = exp(-0.5 * x * x) * 0.39894228040143267794;
  }
}

/** Normal distribution, absolutely accurate: nearest entry and a Taylor step of degree 5. */
INLINE Real normalDistribution(Real x) {
  x = least(greatest(x, all(-8.99)), all(8.99));
  Real node, value, density;
#if WIDTH == 8
  EACH node.v[k] = (Doubles)_mm512_roundscale_pd((simd)x.v[k], (6 << 4) | 8);
  const Real place = node * 128.0;
  EACH {
    const __m256i i = _mm512_cvtpd_epi32((simd)place.v[k]);
    value.v[k] = (Doubles)_mm512_i32gather_pd(i, normalTable + 1152, 8);
    density.v[k] = (Doubles)_mm512_i32gather_pd(i, normalTable + 1153, 8);
  }
#else
  const Real t = x * 64.0 + MAGIC;
  node = (t - MAGIC) * 0.015625;
  const double *middle = normalTable + 1152;
#if WIDTH == 4
  EACH {
    const __m256i i = (__m256i)t.v[k];
    const __m128d a = _mm_load_pd(middle + 2 * (long)_mm256_extract_epi32(i, 0));
    const __m128d b = _mm_load_pd(middle + 2 * (long)_mm256_extract_epi32(i, 2));
    const __m128d c = _mm_load_pd(middle + 2 * (long)_mm256_extract_epi32(i, 4));
    const __m128d d = _mm_load_pd(middle + 2 * (long)_mm256_extract_epi32(i, 6));
    const __m256d ac = _mm256_insertf128_pd(_mm256_castpd128_pd256(a), c, 1);
    const __m256d bd = _mm256_insertf128_pd(_mm256_castpd128_pd256(b), d, 1);
    value.v[k] = (Doubles)_mm256_unpacklo_pd(ac, bd);
    density.v[k] = (Doubles)_mm256_unpackhi_pd(ac, bd);
  }
#else
  EACH {
    const __m128i i = (__m128i)t.v[k];
    const __m128d a = _mm_load_pd(middle + 2 * (long)(int)_mm_extract_epi32(i, 0));
    const __m128d b = _mm_load_pd(middle + 2 * (long)(int)_mm_extract_epi32(i, 2));
    value.v[k] = (Doubles)_mm_unpacklo_pd(a, b);
    density.v[k] = (Doubles)_mm_unpackhi_pd(a, b);
  }
#endif
#endif
  const Real d = x - node, a = node * d, d2 = d * d, a2 = a * a;
  const Real series = 1.0 - 0.5 * a + (a2 - d2) * (1.0 / 6) + (3.0 * d2 - a2) * a * (1.0 / 24);
  return value + density * d * series;
}

// ---- random numbers: xoshiro256++ (Blackman, Vigna 2019), one generator a lane

static uint64_t splitMixState;
static uint64_t splitMix() {
  uint64_t z = (splitMixState += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

struct Generator {
  Bits a, b, c, d;
};

static Generator seeded(uint64_t seed) {
  Generator g;
  splitMixState = seed;
  for (int i = 0; i < LANES; i++)
    g.a[i] = splitMix(), g.b[i] = splitMix(), g.c[i] = splitMix(), g.d[i] = splitMix();
  return g;
}

INLINE Bits next(Generator &g) {
  const Bits result = rotate<23>(g.a + g.d) + g.a, t = g.b << 17;
  g.c ^= g.a;
  g.d ^= g.b;
  g.b ^= g.c;
  g.a ^= g.d;
  g.c ^= t;
  g.d = rotate<45>(g.d);
  return result;
}

static double uniform() { return ((splitMix() >> 12) + 0.5) * 0x1p-52; }

#if ZIGGURAT
constexpr double TAIL = 3.6541528853610088; // where the tail of 256 layers begins
static double edge[257], height[257];
alignas(64) static double layer[512]; // scale and inner edge of each layer

static void fillZiggurat() {
  const double area = TAIL * exp(-0.5 * TAIL * TAIL) + sqrt(M_PI / 2) * erfc(TAIL * M_SQRT1_2);
  edge[0] = area / exp(-0.5 * TAIL * TAIL), edge[1] = TAIL, edge[256] = 0;
  for (int i = 2; i < 256; i++)
    edge[i] = sqrt(-2 * log(area / edge[i - 1] + exp(-0.5 * edge[i - 1] * edge[i - 1])));
  for (int i = 0; i <= 256; i++) height[i] = exp(-0.5 * edge[i] * edge[i]);
  for (int i = 0; i < 256; i++) layer[2 * i] = edge[i] * 0x1p-55, layer[2 * i + 1] = edge[i + 1];
}

/** A word that fell outside its layer's core: wedge or tail, one draw in a hundred. */
static __attribute__((noinline, cold)) double rejected(uint64_t word) {
  for (;; word = splitMix()) {
    const int i = word & 255;
    const int64_t j = (int64_t)word >> 8;
    const double x = j * layer[2 * i];
    if (std::fabs(x) < edge[i + 1]) return x;
    if (i == 0) {
      double a, b;
      do a = -log(uniform()) / TAIL, b = -log(uniform());
      while (b + b < a * a);
      return j < 0 ? -(TAIL + a) : TAIL + a;
    }
    if (height[i] + uniform() * (height[i + 1] - height[i]) < exp(-0.5 * x * x)) return x;
  }
}

/** `count` normals, a multiple of 2 x LANES. */
static inline void fillNormals(Generator &state, double *out, int count) {
  constexpr int CHUNK = 4096;
  alignas(64) static uint64_t words[CHUNK];
  Generator g = state;
  for (int o = 0; o < count; o += CHUNK) {
    const int m = std::min(CHUNK, count - o);
    for (int i = 0; i < m; i += LANES) {
      const Bits w = next(g);
      EACH *(Words *)(words + i + k * WIDTH) = w.v[k];
    }
    for (int i = 0; i < m; i++) {
      const uint64_t w = words[i];
      const int j = w & 255;
      double x = ((int64_t)w >> 8) * layer[2 * j];
      if (__builtin_expect(!(std::fabs(x) < layer[2 * j + 1]), 0)) x = rejected(w);
      out[o + i] = x;
    }
  }
  state = g;
}
#else
static void fillZiggurat() {}

constexpr double power(double x, int n) { return n == 0 ? 1 : x * power(x, n - 1); }
constexpr double EIGHTH = 0.78539816339744830962; // pi / 4, an eighth of a turn

/** Two normals by Box-Muller: the angle is an eighth of a turn, its octant comes from two bits. */
INLINE void pair(Generator &g, Real &first, Real &second) {
  const Bits r1 = next(g), r2 = next(g);
  const Real u = 2.0 - realOf((r1 >> 12) | allBits(0x3ff0000000000000ULL)); // (0, 1]
  const Real radius = root(-2.0 * logarithm(u));
  const Real f = realOf((r2 >> 12) | allBits(0x4000000000000000ULL)) - 3.0; // [-1, 1)
  const Real z = f * f, z2 = z * z;
#define SINE(n) (power(EIGHTH, 2 * n + 1) * (n % 2 ? -1 : 1) / __builtin_tgamma(2 * n + 2))
#define COSINE(n) (power(EIGHTH, 2 * n) * (n % 2 ? -1 : 1) / __builtin_tgamma(2 * n + 1))
  Real sine = ((SINE(6) * z2 + (SINE(5) * z + SINE(4))) * z2 + (SINE(3) * z + SINE(2))) * z2 +
              (SINE(1) * z + SINE(0));
  sine = sine * f;
  Real cosine = (((COSINE(7) * z + COSINE(6)) * z2 + (COSINE(5) * z + COSINE(4))) * z2 +
                 (COSINE(3) * z + COSINE(2))) *
                    z2 +
                (COSINE(1) * z + 1.0);
  cosine = realOf(bitsOf(cosine) ^ ((r2 << 62) & allBits(0x8000000000000000ULL)));
  const Bits swap = (bitsOf(cosine) ^ bitsOf(sine)) & (allBits(0) - (r2 & allBits(1)));
  first = radius * realOf(bitsOf(cosine) ^ swap);
  second = radius * realOf(bitsOf(sine) ^ swap);
}

static inline void fillNormals(Generator &state, double *out, int count) {
  Generator g = state;
  for (int i = 0; i < count; i += 2 * LANES) {
    Real a, b;
    pair(g, a, b);
    store(out + i, a);
    store(out + i + LANES, b);
  }
  state = g;
}
#endif

// ---- workloads; the parameters are those of bench/*.ts

constexpr double SPOT = 100, STRIKE = 100, RATE = 0.02, VOLATILITY = 0.6, MATURITY = 0.25;
constexpr int GROUP = 2 * LANES; // paths in hand at a time
alignas(64) static double buffer[65536];

struct Clock {
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  double nanoseconds() {
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start)
        .count();
  }
};
struct Mean {
  double value, error;
};
static Mean meanOf(Real sums, Real squares, double n, double scale) {
  const double mean = sum(sums) / n;
  return {scale * mean, scale * sqrt((sum(squares) / n - mean * mean) / n)};
}

/** Normals, in a buffer that the second-level cache holds. */
static void noise(int seed) {
  constexpr int COUNT = 65536, TIMES = 160;
  Generator g = seeded(seed);
  Clock clock;
  for (int i = 0; i < TIMES; i++) fillNormals(g, buffer, COUNT);
  const double time = clock.nanoseconds();
  double mean = 0, square = 0;
  for (int i = 0; i < COUNT; i++)
    mean += buffer[i] / COUNT, square += buffer[i] * buffer[i] / COUNT;
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"mean\":[%.9g,%.9g],\"square\":[%.9g,"
         "%.9g]}}\n",
         time, COUNT * TIMES, mean, 1 / sqrt(COUNT), square, sqrt(2.0 / COUNT));
}

/** European call in one step, with pathwise delta and vega. */
static void european(int seed) {
  constexpr int PATHS = 1000000, CHUNK = 2000 / GROUP * GROUP;
  Generator g = seeded(seed);
  Clock clock;
  const double drift = (RATE - VOLATILITY * VOLATILITY / 2) * MATURITY,
               deviation = VOLATILITY * sqrt(MATURITY);
  Real value{}, value2{}, delta{}, delta2{}, vega{}, vega2{};
  int paths = 0;
  for (; paths < PATHS; paths += CHUNK) {
    fillNormals(g, buffer, CHUNK);
    for (int i = 0; i < CHUNK; i += LANES) {
      const Real z = load(buffer + i), s = SPOT * exponential(z * deviation + drift);
      const Real paid = greatest(s - STRIKE, Real{}), d = whereAbove(s, s, STRIKE);
      const Real v = d * (z * sqrt(MATURITY) - VOLATILITY * MATURITY);
      value += paid, value2 += paid * paid;
      delta += d, delta2 += d * d;
      vega += v, vega2 += v * v;
    }
  }
  const double discount = exp(-RATE * MATURITY), n = paths;
  const Mean p = meanOf(value, value2, n, discount), d = meanOf(delta, delta2, n, discount / SPOT),
             v = meanOf(vega, vega2, n, discount);
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"price\":[%.9g,%.9g],\"delta\":[%.9g,"
         "%.9g],\"vega\":[%.9g,%.9g]}}\n",
         clock.nanoseconds(), paths, p.value, p.error, d.value, d.error, v.value, v.error);
}

/** Arithmetic Asian call over 252 fixings. */
static void asian(int seed) {
  constexpr int STEPS = 252, PATHS = (100000 + GROUP - 1) / GROUP * GROUP;
  Generator g = seeded(seed);
  Clock clock;
  const double dt = MATURITY / STEPS, drift = (RATE - VOLATILITY * VOLATILITY / 2) * dt,
               deviation = VOLATILITY * sqrt(dt);
  Real sums{}, squares{};
  for (int path = 0; path < PATHS; path += GROUP) {
    Real s0 = all(SPOT), s1 = s0, a0{}, a1{};
#if ZIGGURAT
    fillNormals(g, buffer, STEPS * GROUP);
#else
    Generator local = g;
#endif
    for (int t = 0; t < STEPS; t++) {
      Real z0, z1;
#if ZIGGURAT
      z0 = load(buffer + t * GROUP), z1 = load(buffer + t * GROUP + LANES);
#else
      pair(local, z0, z1);
#endif
      s0 = s0 * exponentialSmall(z0 * deviation + drift), a0 += s0;
      s1 = s1 * exponentialSmall(z1 * deviation + drift), a1 += s1;
    }
#if !ZIGGURAT
    g = local;
#endif
    const Real p0 = greatest(a0 * (1.0 / STEPS) - STRIKE, Real{}),
               p1 = greatest(a1 * (1.0 / STEPS) - STRIKE, Real{});
    sums += p0 + p1, squares += p0 * p0 + p1 * p1;
  }
  const Mean price = meanOf(sums, squares, PATHS, exp(-RATE * MATURITY));
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"price\":[%.9g,%.9g]}}\n",
         clock.nanoseconds(), PATHS * STEPS, price.value, price.error);
}

constexpr double INTENSITY = 10, JUMP_MEAN = -0.02, JUMP_SPREAD = 0.08;

/** Jumps of Merton's model: exponential gaps over the time of all paths of a group. */
static void drawJumps(double *jumps, int steps, double dt) {
  memset(jumps, 0, sizeof(double) * steps * GROUP);
  const double total = steps * dt * GROUP;
  for (double t = -log(uniform()) / INTENSITY; t < total; t -= log(uniform()) / INTENSITY) {
    const int cell = std::min((int)(t / dt), steps * GROUP - 1);
    const double z = sqrt(-2 * log(uniform())) * cos(2 * M_PI * uniform());
    jumps[cell % steps * GROUP + cell / steps] += JUMP_MEAN + JUMP_SPREAD * z;
  }
}

/** Discrete delta hedge of a short call with proportional costs, moments of its profit. */
template <bool JUMPS> static void hedge(int seed) {
  constexpr int STEPS = 84, PATHS = (100000 + GROUP - 1) / GROUP * GROUP;
  // Black-Scholes at the volatility that is hedged with
  constexpr double COST = 5e-4, HEDGE_VOLATILITY = JUMPS ? 0.6542170893518451 : VOLATILITY,
                   PREMIUM = JUMPS ? 13.21027355678153 : 12.144819589049767;
  static std::vector<double> profits(PATHS);
  static double jumps[STEPS * GROUP];
  static double slope[STEPS], shift[STEPS], discount[STEPS];
  Generator g = seeded(seed);
  Clock clock;
  const double dt = MATURITY / STEPS, variance = HEDGE_VOLATILITY * HEDGE_VOLATILITY;
  const double growth = JUMPS ? INTENSITY * (exp(JUMP_MEAN + JUMP_SPREAD * JUMP_SPREAD / 2) - 1) : 0;
  const double drift = (RATE - VOLATILITY * VOLATILITY / 2 - growth) * dt,
               deviation = VOLATILITY * sqrt(dt), y0 = log(SPOT);
  for (int t = 0; t < STEPS; t++) {
    const double left = MATURITY - t * dt;
    slope[t] = 1 / (HEDGE_VOLATILITY * sqrt(left));
    shift[t] = ((RATE + variance / 2) * left - log(STRIKE)) * slope[t];
    discount[t] = exp(-RATE * t * dt);
  }
  const double last = exp(-RATE * MATURITY),
               start = 0.5 * erfc(-(y0 * slope[0] + shift[0]) * M_SQRT1_2);
  Real costs{};
  for (int path = 0; path < PATHS; path += GROUP) {
    Real y[2], s[2], cash[2], held[2], cost[2];
    for (int h = 0; h < 2; h++) {
      y[h] = all(y0), s[h] = all(SPOT), held[h] = all(start);
      cost[h] = all(COST * start * SPOT), cash[h] = all(PREMIUM - start * SPOT);
    }
    if (JUMPS) drawJumps(jumps, STEPS, dt);
#if ZIGGURAT
    fillNormals(g, buffer, STEPS * GROUP);
#else
    Generator local = g;
#endif
    for (int t = 1; t <= STEPS; t++) {
      Real z[2];
#if ZIGGURAT
      z[0] = load(buffer + (t - 1) * GROUP), z[1] = load(buffer + (t - 1) * GROUP + LANES);
#else
      pair(local, z[0], z[1]);
#endif
      for (int h = 0; h < 2; h++) {
        Real x = z[h] * deviation + drift;
        if (JUMPS) x += load(jumps + (t - 1) * GROUP + h * LANES);
        y[h] += x, s[h] = JUMPS ? exponential(y[h]) : s[h] * exponentialSmall(x);
        if (t == STEPS) continue;
        const Real target = normalDistribution(y[h] * slope[t] + shift[t]);
        const Real traded = (target - held[h]) * (s[h] * discount[t]);
        cash[h] -= traded, cost[h] += COST * magnitude(traded), held[h] = target;
      }
    }
#if !ZIGGURAT
    g = local;
#endif
    for (int h = 0; h < 2; h++) {
      const Real end = s[h] * last;
      cost[h] += COST * magnitude(held[h] * end);
      const Real owed = greatest(end - STRIKE * last, Real{});
      store(&profits[path + h * LANES], (cash[h] - cost[h] + held[h] * end - owed) * (1 / last));
      costs += cost[h];
    }
  }
  double mean = 0, m2 = 0, m3 = 0, m4 = 0;
  for (double p : profits) mean += p;
  mean /= PATHS;
  for (double p : profits) {
    const double d = p - mean, d2 = d * d;
    m2 += d2, m3 += d2 * d, m4 += d2 * d2;
  }
  const double spread = sqrt(m2 / PATHS), kurtosis = m4 * PATHS / (m2 * m2),
               skewness = m3 / PATHS / (spread * spread * spread);
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"skewness\":%.5g,\"estimates\":{\"balance\":[%.9g,%."
         "9g],\"deviation\":[%.9g,%.9g]}}\n",
         clock.nanoseconds(), PATHS * STEPS, skewness, mean + sum(costs) / PATHS / last,
         spread / sqrt(PATHS), spread, spread * sqrt((kurtosis - 1) / (4.0 * PATHS)));
}

/** European call under Heston's model, by full truncation. */
static void heston(int seed) {
  constexpr int STEPS = 252, PATHS = (100000 + GROUP - 1) / GROUP * GROUP;
  constexpr double LONG = 0.36, REVERSION = 2, XI = 0.9, RHO = -0.6;
  Generator g = seeded(seed);
  Clock clock;
  const double dt = MATURITY / STEPS, across = sqrt(1 - RHO * RHO);
  Real sums{}, squares{};
  for (int path = 0; path < PATHS; path += GROUP) {
    Real y[2], v[2];
    for (int h = 0; h < 2; h++) y[h] = all(log(SPOT)), v[h] = all(LONG);
#if ZIGGURAT
    fillNormals(g, buffer, STEPS * GROUP * 2);
#else
    Generator local = g;
#endif
    for (int t = 0; t < STEPS; t++) {
      for (int h = 0; h < 2; h++) {
        Real a, b;
#if ZIGGURAT
        const double *z = buffer + (t * 2 + h) * GROUP;
        a = load(z), b = load(z + LANES);
#else
        pair(local, a, b);
#endif
        const Real p = greatest(v[h], Real{}), q = root(p * dt);
        y[h] += (RATE * dt - 0.5 * dt * p) + q * a;
        v[h] += REVERSION * dt * (LONG - p) + XI * (q * (RHO * a + across * b));
      }
    }
#if !ZIGGURAT
    g = local;
#endif
    for (int h = 0; h < 2; h++) {
      const Real paid = greatest(exponential(y[h]) - STRIKE, Real{});
      sums += paid, squares += paid * paid;
    }
  }
  const Mean price = meanOf(sums, squares, PATHS, exp(-RATE * MATURITY));
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"price\":[%.9g,%.9g]}}\n",
         clock.nanoseconds(), PATHS * STEPS, price.value, price.error);
}

static std::vector<double> inputs, outputs;

/** Price, delta, gamma, vega, theta and rho of European calls: columns in, columns out. */
static void options(int) {
  const int n = inputs.size() / 4;
  const double *spots = &inputs[0], *strikes = spots + n, *maturities = strikes + n,
               *volatilities = maturities + n;
  double *out = &outputs[0];
  Clock clock;
  for (int i = 0; i < n; i += LANES) {
    const Real s = load(spots + i), strike = load(strikes + i), t = load(maturities + i),
               v = load(volatilities + i);
    const Real years = root(t), deviation = v * years, inverse = reciprocal(deviation);
    const Real discount = exponential(-RATE * t);
    const Real d1 = (logarithm(quotient(s, strike)) + (RATE + 0.5 * v * v) * t) * inverse,
               d2 = d1 - deviation;
    const Real n1 = normalDistribution(d1), n2 = normalDistribution(d2);
    const Real density = exponential(greatest(-0.5 * d1 * d1, all(-700))) * 0.39894228040143267794;
    const Real owed = strike * discount * n2, weight = s * density;
    store(out + i, s * n1 - owed);
    store(out + n + i, n1);
    store(out + 2 * n + i, density * inverse * reciprocal(s));
    store(out + 3 * n + i, weight * years);
    store(out + 4 * n + i, -0.5 * weight * v * (years * reciprocal(t)) - RATE * owed);
    store(out + 5 * n + i, t * owed);
  }
  const double time = clock.nanoseconds();
  const char *names[] = {"price", "delta", "gamma", "vega", "theta", "rho"};
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{", time, n);
  for (int c = 0; c < 6; c++) {
    double total = 0;
    for (int i = 0; i < n; i++) total += out[c * n + i];
    printf("%s\"%s\":[%.12g,0]", c ? "," : "", names[c], total);
  }
  printf("}}\n");
}

/** The finaliser of MurmurHash3 as a uniform, as bench/garch.ts has it. */
static double mixed(uint32_t word) {
  uint32_t x = (word ^ (word >> 16)) * 0x85ebca6bu;
  x = (x ^ (x >> 13)) * 0xc2b2ae35u;
  return ((x ^ (x >> 16)) + 0.5) * 0x1p-32;
}

constexpr int RETURNS = 5000, SETS = 1000;
static double squares[RETURNS], sets[3][SETS + LANES];

/** Squared returns, and sets of omega, alpha and beta around those of daily prices. */
static void fillReturns() {
  for (int t = 0; t < RETURNS; t++) {
    double r = -2;
    for (int k = 0; k < 4; k++) r += mixed(4 * t + k);
    squares[t] = (0.05 * r) * (0.05 * r);
  }
  for (int j = 0; j < SETS; j++) {
    sets[0][j] = 1e-6 + 4e-5 * mixed(20000 + 3 * j);
    sets[1][j] = 0.02 + 0.1 * mixed(20001 + 3 * j);
    sets[2][j] = 0.7 + 0.15 * mixed(20002 + 3 * j);
  }
}

/** Log-likelihoods of a GARCH(1,1) with normal innovations: lanes are sets of parameters. */
static void garch(int) {
  constexpr int BLOCK = 20;
  static double results[SETS];
  Clock clock;
  double level = 0;
  for (double x : squares) level += x / RETURNS;
  for (int first = 0; first < SETS; first += LANES) {
    const int j = std::min(first, SETS - LANES);
    const Real omega = load(&sets[0][j]), alpha = load(&sets[1][j]), beta = load(&sets[2][j]);
    Real h = all(level), tails = all(0), logs = all(0);
    for (int t = 0; t < RETURNS; t += BLOCK) {
      Real product = all(1);
      for (int u = t; u < t + BLOCK; u++) {
        const double x = squares[u];
        product *= h;
        tails += quotient(all(x), h);
        h = (omega + alpha * x) + beta * h;
      }
      logs += logarithm(product);
    }
    store(results + j, -0.5 * (logs + tails + RETURNS * 1.8378770664093454836));
  }
  const double time = clock.nanoseconds();
  double total = 0, greatest = -1e300;
  for (double x : results) total += x, greatest = std::max(greatest, x);
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"sum\":[%.15g,0],\"most\":[%.15g,0]}}\n",
         time, RETURNS * SETS, total, greatest);
}

/** A book of 500 calls and puts under 33 moves of the spot on each of 3 surfaces, 20 times. */
static void revalue(int) {
  constexpr int OPTIONS = 500, PLACES = (OPTIONS + LANES - 1) / LANES * LANES, MOVES = 33,
                TIMES = 20;
  const int n = inputs.size() / 4;
  const double *strikes = &inputs[n], *maturities = strikes + n, *volatilities = maturities + n;
  static double quantity[PLACES], logs[PLACES], owed[PLACES], deviation[PLACES], width[PLACES],
      slope[PLACES], shift[PLACES], totals[3 * MOVES];
  Clock clock;
  for (int time = 0; time < TIMES; time++) {
    // every option as a call; what puts have less is linear in the spot
    double spots = 0, cash = 0;
    for (int i = 0; i < PLACES; i++) {
      const int j = i < OPTIONS ? i : 0;
      quantity[i] = i >= OPTIONS ? 0 : j / 2 % 2 ? -1 : 1;
      owed[i] = strikes[j] * exp(-RATE * maturities[j]), logs[i] = -log(owed[i]);
      deviation[i] = volatilities[j] * sqrt(maturities[j]);
      if (j % 2) spots += quantity[i], cash += quantity[i] * owed[i];
    }
    for (int surface = 0; surface < 3; surface++) {
      for (int i = 0; i < PLACES; i += LANES) {
        const Real d = load(deviation + i) * (0.75 + 0.25 * surface), inverse = reciprocal(d);
        store(width + i, d);
        store(slope + i, inverse);
        store(shift + i, load(logs + i) * inverse + 0.5 * d);
      }
      for (int move = 0; move < MOVES; move++) {
        const double spot = SPOT * (0.68 + 0.02 * move), log = std::log(spot);
        Real total{};
        for (int i = 0; i < PLACES; i += LANES) {
          const Real d1 = log * load(slope + i) + load(shift + i);
          const Real n1 = normalDistribution(d1), n2 = normalDistribution(d1 - load(width + i));
          total += load(quantity + i) * (spot * n1 - load(owed + i) * n2);
        }
        totals[surface * MOVES + move] = sum(total) - spots * spot + cash;
      }
    }
  }
  const double time = clock.nanoseconds();
  double total = 0, square = 0;
  for (double value : totals) total += value, square += value * value;
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"value\":[%.12g,0],\"square\":[%.12g,"
         "0]}}\n",
         time, OPTIONS * 3 * MOVES * TIMES, total, square);
}

int main(int count, char **arguments) {
  fillNormalTable();
  fillZiggurat();
  fillReturns();
  if (FILE *file = count > 1 ? fopen(arguments[1], "rb") : nullptr) {
    double x;
    while (fread(&x, 8, 1, file) == 1) inputs.push_back(x);
    fclose(file);
    outputs.resize(inputs.size() / 4 * 6);
  }
  printf("{\"workloads\":[\"noise\",\"W1\",\"W2\",\"W3\",\"W4\",\"W5\",\"W8\"%s]}\n",
         inputs.empty() ? "" : ",\"W6\",\"W7\"");
  fflush(stdout);
  char name[16];
  int seed;
  while (scanf("%15s %d", name, &seed) == 2) {
    const std::string workload = name;
    if (workload == "noise") noise(seed);
    if (workload == "W1") european(seed);
    if (workload == "W2") asian(seed);
    if (workload == "W3") hedge<false>(seed);
    if (workload == "W4") hedge<true>(seed);
    if (workload == "W5") heston(seed);
    if (workload == "W6") options(seed);
    if (workload == "W7") revalue(seed);
    if (workload == "W8") garch(seed);
    fflush(stdout);
  }
}
