/*
 * High-precision solutions: Gragg's modified midpoint rule extrapolated by Bulirsch and Stoer in 80-bit floats
 * [Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, II.9]. Explicit and patient, so that it shares
 * no method with what it judges. Usage: reference PROBLEM OUTPUT, which gets y at every time of the grid as doubles.
 */
#include <math.h>
#include <string.h>
#include "problem.h"

#define COLUMNS 9
#define TOLERANCE 1e-15L

static real f0[N];

/* y at t + h by 2k midpoint steps. */
static void midpoint(real t, const real *y, real h, int steps, real *out) {
  static real before[N], here[N], slope[N];
  real step = h / steps;
  memcpy(before, y, sizeof before);
  for (int i = 0; i < N; i++) here[i] = y[i] + step * f0[i];
  for (int k = 1; k < steps; k++) {
    rhs(t + k * step, here, slope);
    for (int i = 0; i < N; i++) {
      real next = before[i] + 2 * step * slope[i];
      before[i] = here[i];
      here[i] = next;
    }
  }
  rhs(t + h, here, slope);
  for (int i = 0; i < N; i++) out[i] = (here[i] + before[i] + step * slope[i]) / 2;
}

/* One extrapolated step; the difference of the last two columns over the tolerance. */
static real attempt(real t, const real *y, real h, real *out) {
  static real table[COLUMNS][N];
  real norm = 0;
  for (int j = 0; j < COLUMNS; j++) {
    static real row[N], kept[N];
    int n = 2 * (j + 1);
    midpoint(t, y, h, n, row);
    for (int k = 0; k < j; k++) {
      real ratio = (real)n / (2 * (j - k));
      for (int i = 0; i < N; i++) {
        kept[i] = row[i];
        row[i] += (row[i] - table[k][i]) / (ratio * ratio - 1);
        table[k][i] = kept[i];
      }
      if (j == COLUMNS - 1 && k == j - 1)
        for (int i = 0; i < N; i++) {
          real size = fmaxl(fabsl(y[i]), scales[i]);
          real error = fabsl(row[i] - kept[i]) / size / TOLERANCE;
          if (!(error <= norm)) norm = error;
        }
    }
    memcpy(table[j], row, sizeof row);
  }
  memcpy(out, table[COLUMNS - 1], sizeof table[0]);
  return norm;
}

static void advance(real *t, real *y, real end, real *h) {
  static real next[N];
  while (*t < end) {
    int last = *h >= end - *t;
    real step = last ? end - *t : *h;
    rhs(*t, y, f0);
    real error = attempt(*t, y, step, next);
    real factor = isfinite(error) ? 0.85L * powl(fmaxl(error, 1e-8L), -1.0L / (2 * COLUMNS - 1)) : 0.1L;
    if (error <= 1) {
      *t = last ? end : *t + step;
      memcpy(y, next, sizeof next);
      if (last && factor * step < *h) continue;
    }
    *h = step * fminl(3, fmaxl(0.1L, factor));
    if (*h < 1e-15L) { fprintf(stderr, "no step is short enough at %Lg s\n", *t); exit(1); }
  }
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  readProblem(argv[1]);
  FILE *out = fopen(argv[2], "wb");
  if (!out) { perror(argv[2]); return 1; }
  for (int c = 0; c < cases; c++) {
    real t = 0, y[N], h = 1e-5L;
    int next = 0;
    for (int i = 0; i < N; i++) y[i] = problem[c].start[i];
    for (int k = 0; k < problem[c].segments; k++) {
      Segment *segment = &problem[c].segment[k];
      prepare(segment->symbols);
      h = fminl(h, 1e-5L);
      for (; next < gridPoints && grid[next] <= segment->end; next++) {
        double row[N];
        advance(&t, y, grid[next], &h);
        for (int i = 0; i < N; i++) row[i] = (double)y[i];
        fwrite(row, sizeof row, 1, out);
      }
      advance(&t, y, segment->end, &h);
    }
  }
  fclose(out);
  return 0;
}
