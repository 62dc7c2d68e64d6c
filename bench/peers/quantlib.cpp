// How fast is the same work with QuantLib's own path generators, pricers and statistics?
//
//   quantlib.cpp OPTIONS   answers each line "workload seed" with one line of JSON; the clock runs
//                          around the work alone. OPTIONS is a file of f64 columns for W6.
//
// A tenth of the paths of the other peers: it needs fifty times as long for each. W1 is the price
// alone, for its Monte Carlo engine gives no pathwise Greeks.
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>
#include <ql/exercise.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/math/statistics/statistics.hpp>
#include <ql/methods/montecarlo/mctraits.hpp>
#include <ql/methods/montecarlo/montecarlomodel.hpp>
#include <ql/pricingengines/blackformula.hpp>
#include <ql/pricingengines/blackscholescalculator.hpp>
#include <ql/pricingengines/vanilla/mceuropeanengine.hpp>
#include <ql/processes/blackscholesprocess.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual360.hpp>
using namespace QuantLib;

constexpr double SPOT = 100, STRIKE = 100, RATE = 0.02, VOLATILITY = 0.6, MATURITY = 0.25;
constexpr double COST = 5e-4, PREMIUM = 12.144819589049767; // Black-Scholes

struct Clock {
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  double nanoseconds() {
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start)
        .count();
  }
};

static ext::shared_ptr<GeneralizedBlackScholesProcess> process() {
  const Date today = Settings::instance().evaluationDate();
  const DayCounter days = Actual360(); // 90 days are a quarter
  return ext::make_shared<BlackScholesMertonProcess>(
      Handle<Quote>(ext::make_shared<SimpleQuote>(SPOT)),
      Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, 0.0, days)),
      Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, RATE, days)),
      Handle<BlackVolTermStructure>(
          ext::make_shared<BlackConstantVol>(today, NullCalendar(), VOLATILITY, days)));
}

/** Price `paths` paths of `steps` steps with a pricer of our own in QuantLib's framework. */
static Statistics simulate(const ext::shared_ptr<PathPricer<Path>> &pricer, Size steps, Size paths,
                           int seed) {
  typedef PathGenerator<PseudoRandom::rsg_type> Paths;
  auto generator = ext::make_shared<Paths>(
      process(), MATURITY, steps, PseudoRandom::make_sequence_generator(steps, seed), false);
  MonteCarloModel<SingleVariate, PseudoRandom> model(generator, pricer, Statistics(), false);
  model.addSamples(paths);
  return model.sampleAccumulator();
}

static void european(int seed) {
  constexpr int PATHS = 100000;
  Clock clock;
  const Date today = Settings::instance().evaluationDate();
  auto exercise = ext::make_shared<EuropeanExercise>(today + 90);
  VanillaOption option(ext::make_shared<PlainVanillaPayoff>(Option::Call, STRIKE), exercise);
  option.setPricingEngine(
      MakeMCEuropeanEngine<PseudoRandom>(process()).withSteps(1).withSamples(PATHS).withSeed(
          seed));
  const double price = option.NPV(), error = option.errorEstimate();
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"price\":[%.9g,%.9g]}}\n",
         clock.nanoseconds(), PATHS, price, error);
}

struct AsianPricer : PathPricer<Path> {
  double discount = std::exp(-RATE * MATURITY);
  double operator()(const Path &path) const override {
    double total = 0;
    for (Size i = 1; i < path.length(); i++) total += path[i];
    return discount * std::max(total / (path.length() - 1) - STRIKE, 0.0);
  }
};

static void asian(int seed) {
  constexpr int STEPS = 252, PATHS = 10000;
  Clock clock;
  const Statistics s = simulate(ext::make_shared<AsianPricer>(), STEPS, PATHS, seed);
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"price\":[%.9g,%.9g]}}\n",
         clock.nanoseconds(), STEPS * PATHS, s.mean(), s.errorEstimate());
}

struct HedgePricer : PathPricer<Path> {
  mutable double costs = 0;
  double operator()(const Path &path) const override {
    const Size steps = path.length() - 1;
    const double dt = MATURITY / steps, growth = std::exp(RATE * dt);
    double cash = PREMIUM, held = 0, cost = 0;
    for (Size t = 0; t < steps; t++) {
      const double left = MATURITY - t * dt, spot = path[t];
      const BlackScholesCalculator option(Option::Call, STRIKE, spot, 1.0,
                                          VOLATILITY * std::sqrt(left), std::exp(-RATE * left));
      const double target = option.delta(), traded = (target - held) * spot,
                   paid = COST * std::fabs(traded);
      cash = (cash - traded - paid) * growth, cost = (cost + paid) * growth, held = target;
    }
    const double spot = path[steps], paid = COST * std::fabs(held * spot);
    costs += cost + paid;
    return cash + held * spot - paid - std::max(spot - STRIKE, 0.0);
  }
};

static void hedge(int seed) {
  constexpr int STEPS = 84, PATHS = 10000;
  Clock clock;
  auto pricer = ext::make_shared<HedgePricer>();
  const Statistics s = simulate(pricer, STEPS, PATHS, seed);
  const double deviation = s.standardDeviation(),
               error = deviation * std::sqrt((s.kurtosis() + 2) / (4 * PATHS));
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"balance\":[%.9g,%.9g],\"deviation\":"
         "[%.9g,%.9g]}}\n",
         clock.nanoseconds(), STEPS * PATHS, s.mean() + pricer->costs / PATHS, s.errorEstimate(),
         deviation, error);
}

static std::vector<double> inputs, outputs;

static void options(int) {
  const int n = inputs.size() / 4;
  const double *spots = &inputs[0], *strikes = spots + n, *maturities = strikes + n,
               *volatilities = maturities + n;
  Clock clock;
  for (int i = 0; i < n; i++) {
    const double t = maturities[i];
    const BlackScholesCalculator option(Option::Call, strikes[i], spots[i], 1.0,
                                        volatilities[i] * std::sqrt(t), std::exp(-RATE * t));
    double *out = &outputs[i];
    out[0] = option.value(), out[n] = option.delta(), out[2 * n] = option.gamma();
    out[3 * n] = option.vega(t), out[4 * n] = option.theta(t), out[5 * n] = option.rho(t);
  }
  const double time = clock.nanoseconds();
  const char *names[] = {"price", "delta", "gamma", "vega", "theta", "rho"};
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{", time, n);
  for (int c = 0; c < 6; c++) {
    double total = 0;
    for (int i = 0; i < n; i++) total += outputs[c * n + i];
    printf("%s\"%s\":[%.12g,0]", c ? "," : "", names[c], total);
  }
  printf("}}\n");
}

/** A book of 500 calls and puts under 33 moves of the spot on each of 3 surfaces. */
static void revalue(int) {
  constexpr int OPTIONS = 500, MOVES = 33;
  const int n = inputs.size() / 4;
  const double *strikes = &inputs[n], *maturities = strikes + n, *volatilities = maturities + n;
  double total = 0, square = 0;
  Clock clock;
  for (int surface = 0; surface < 3; surface++) {
    for (int move = 0; move < MOVES; move++) {
      const double spot = SPOT * (0.68 + 0.02 * move);
      double value = 0;
      for (int i = 0; i < OPTIONS; i++) {
        const double t = maturities[i], discount = std::exp(-RATE * t),
                     deviation = (0.75 + 0.25 * surface) * volatilities[i] * std::sqrt(t);
        value += (i / 2 % 2 ? -1 : 1) * blackFormula(i % 2 ? Option::Put : Option::Call, strikes[i],
                                                     spot / discount, deviation, discount);
      }
      total += value, square += value * value;
    }
  }
  printf("{\"nanoseconds\":%.0f,\"units\":%d,\"estimates\":{\"value\":[%.12g,0],\"square\":[%.12g,"
         "0]}}\n",
         clock.nanoseconds(), OPTIONS * 3 * MOVES, total, square);
}

int main(int count, char **arguments) {
  Settings::instance().evaluationDate() = Date(1, January, 2024);
  if (FILE *file = count > 1 ? fopen(arguments[1], "rb") : nullptr) {
    double x;
    while (fread(&x, 8, 1, file) == 1) inputs.push_back(x);
    fclose(file);
    outputs.resize(inputs.size() / 4 * 6);
  }
  printf("{\"workloads\":[\"W1\",\"W2\",\"W3\"%s]}\n", inputs.empty() ? "" : ",\"W6\",\"W7\"");
  fflush(stdout);
  char name[16];
  int seed;
  while (scanf("%15s %d", name, &seed) == 2) {
    const std::string workload = name;
    if (workload == "W1") european(seed);
    if (workload == "W2") asian(seed);
    if (workload == "W3") hedge(seed);
    if (workload == "W6") options(seed);
    if (workload == "W7") revalue(seed);
    fflush(stdout);
  }
}
