/** What only those see who lead: one file, which others fetch too, later, because leading passes on. */
export { default as PeopleLead } from '../../people/PeopleLead.svelte';
export { default as LeadPanel } from '../../steps/LeadPanel.svelte';
export { default as OrderDialog } from '../../steps/OrderDialog.svelte';
