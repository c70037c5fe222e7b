/** What tests of several rooms share: reference data and central differences. */
package org.coinage.testing;
