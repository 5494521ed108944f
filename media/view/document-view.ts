/** All there is to see of one document: which section stands where, and what goes to which. */
import type { Experiment, Model } from '../../language/model/model.js';
import type { Failure } from '../../language/model/outcome.js';
import { element } from '../element.js';
import type { FamilyRun } from '../family-store.js';
import type { Run } from '../run-store.js';
import type { Theme } from '../theme.js';
import type { FromWorker } from '../worker-messages.js';
import { makeCurrents } from './currents.js';
import { currentVoltagePlot } from './current-voltage.js';
import { makeExperiments, type ExperimentActions } from './experiments.js';
import { gatingPlot } from './gating.js';
import { makeHeader } from './header.js';
import { makeIons } from './ions.js';
import { makePlot } from './plot.js';
import { makeSliders } from './sliders.js';

export interface DocumentActions extends ExperimentActions {
  readonly slide: (name: string, value: number | undefined) => void;
}

export interface DocumentView {
  readonly element: HTMLElement;
  showModel(model: Model, sliders: Readonly<Record<string, number>>, experiment: Experiment | undefined): void;
  showSliders(model: Model, sliders: Readonly<Record<string, number>>): void;
  showRest(model: Model, answer: FromWorker & { type: 'rest' }): void;
  showFailure(failure: Failure): void;
  showRun(model: Model, run: Run): void;
  showFamily(model: Model, family: FamilyRun): void;
  showNoRun(failure: Failure): void;
  showProgress(share: number | undefined): void;
  setTheme(theme: Theme): void;
  /** Gives back what the charts hold. */
  destroy(): void;
}

export function makeDocumentView(actions: DocumentActions): DocumentView {
  const header = makeHeader();
  const sliders = makeSliders(actions.slide);
  const experiments = makeExperiments(actions);
  const iv = makePlot('iv', actions);
  const currents = makeCurrents();
  const ions = makeIons();
  const gates = makePlot('gates', actions);
  const ivSection = element('section', { class: 'iv' }, iv.element);
  const gateSection = element('section', { class: 'gates' }, gates.element);
  const left = element('div', {});
  const right = element('div', {});
  const columns = element('div', { class: 'columns' }, left, right);
  const body = element('div', { hidden: true }, header.element, sliders.element, columns);

  let arranged: boolean | undefined;
  /** Where there is an experiment it is what one came to see; where not, advice belongs at the end. */
  const arrange = (hasExperiment: boolean): void => {
    // Elements that are moved lose the focus, so not without need.
    if (arranged === hasExperiment) return;
    arranged = hasExperiment;
    left.replaceChildren(...(hasExperiment ? [experiments.element] : [ivSection, gateSection]));
    right.replaceChildren(
      ...(hasExperiment
        ? [ivSection, currents.element, ions.element, gateSection]
        : [currents.element, ions.element, experiments.element]),
    );
  };

  return {
    element: body,
    showModel(model, settings, experiment) {
      body.hidden = false;
      header.showModel(model);
      sliders.show(model, settings);
      experiments.showModel(model, experiment);
      arrange(experiment !== undefined);
    },
    showSliders: sliders.show,
    showRest(model, { summary, curves, gates: gateCurves }) {
      header.showRest(summary);
      ivSection.hidden = model.pathways.length === 0 || !curves.ok;
      if (curves.ok && !ivSection.hidden) iv.update(currentVoltagePlot(model, summary, curves.value));
      currents.show(model, summary);
      ions.show(model, summary);
      const content = gateCurves.ok ? gatingPlot(model, summary, gateCurves.value) : undefined;
      gateSection.hidden = content === undefined;
      if (content) gates.update(content);
    },
    showFailure: ({ message }) => header.showFailure(message),
    showRun: experiments.showRun,
    showFamily: experiments.showFamily,
    showNoRun: experiments.showNoRun,
    showProgress: experiments.showProgress,
    setTheme(theme) {
      iv.setTheme(theme);
      gates.setTheme(theme);
      experiments.setTheme(theme);
    },
    destroy() {
      iv.destroy();
      gates.destroy();
      experiments.destroy();
    },
  };
}
