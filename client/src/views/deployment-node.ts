import { l10n, ThemeIcon, Uri, workspace } from 'vscode';
import type { DeploymentView, FindingView, ServiceView, SettingView } from '../../../server/src/protocol/views.ts';
import { type TreeNode, treeNode } from './tree-node.ts';
import { countText, LAYERS, placeText, SEVERITIES, STATES, worstFirst } from './wording.ts';

const STORES: ReadonlySet<string> = new Set(['elasticsearch', 'mongodb', 'redis']);

/** A deployment: its findings, then its services with the settings that each of them holds. */
export function deploymentNode(view: DeploymentView): TreeNode {
  const count = countText(view.findings.length);
  const services = view.services.map((service) => serviceNode(view, service));
  const children = view.findings.length > 0 ? [findingsNode(view), ...services] : services;
  const look = {
    id: view.id,
    iconPath: new ThemeIcon('shield'),
    description: count,
    tooltip: view.files.map((uri) => workspace.asRelativePath(Uri.parse(uri))).join('\n'),
    contextValue: 'deployment',
    spoken: l10n.t('Deployment {0}, {1}', view.name, count),
  };
  return { ...treeNode(view.name, look, children, true), deployment: view.id };
}

function findingsNode({ id, findings }: DeploymentView): TreeNode {
  const label = l10n.t('Findings');
  const look = {
    id: `${id} findings`,
    iconPath: new ThemeIcon('checklist'),
    description: `${findings.length}`,
    spoken: countText(findings.length),
  };
  return treeNode(label, look, findings.map(findingNode));
}

function findingNode({ rule, severity, message, at }: FindingView): TreeNode {
  const { word, icon } = SEVERITIES[severity];
  const place = placeText(at);
  return treeNode(message, {
    iconPath: icon,
    description: place,
    tooltip: `${message}\n${word}, ${rule}\n${place}`,
    spoken: `${word}: ${message}, ${place}`,
    at,
  });
}

function serviceNode({ id, settings }: DeploymentView, { name, roles, active, release, at }: ServiceView): TreeNode {
  const own = worstFirst(settings.filter(({ services }) => services.includes(name)));
  const parts = [...roles.filter((role) => role !== name), ...(release === undefined ? [] : [release])];
  if (!active) parts.push(l10n.t('not started'));
  const look = {
    id: `${id} service ${name}`,
    iconPath: new ThemeIcon(roles.some((role) => STORES.has(role)) ? 'database' : 'server'),
    description: parts.join(' · '),
    spoken: [l10n.t('Service {0}', name), ...parts].join(', '),
    at,
  };
  return treeNode(name, look, own.map(settingNode));
}

function settingNode({ setting, state, text, layer, origin }: SettingView): TreeNode {
  const { word, icon } = STATES[state];
  const from = [LAYERS[layer], origin === null ? '' : placeText(origin)].filter((part) => part !== '');
  return treeNode(shortName(setting), {
    iconPath: icon,
    description: [word, ...from].join(' · '),
    tooltip: [setting, `${word}: ${text}`, ...from].join('\n'),
    spoken: [setting, word, text, ...from].join(', '),
    at: origin,
  });
}

/** A side bar is narrow: what tells the secrets apart is the end of their names. */
function shortName(setting: string): string {
  return setting.replace(/^secure\.(?:credentials\.)?/, '');
}
