/**
 * The field: a SIREN's shape, its parameters, and the engines that learning runs on. Read {@link
 * org.coinage.field.SirenArchitecture} first.
 */
package org.coinage.field;
