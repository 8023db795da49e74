/**
 * Version of the PagerDuty plugin that every resource and function here asks for. The npm SDK stayed at 3.4.0: its classes
 * run with this plugin, and the folder beside this file adds the classes that it lacks (house decision 11). Two versions in
 * one stack would be two plugins, so the explicit provider of `infra` names the same one.
 */
export const pluginVersion = "4.34.0";
