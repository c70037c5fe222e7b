package org.coinage.experiments.quality;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds public types and public or protected methods without a doc comment, by parsing sources
 * (doclint's own check also asks for a tag for every parameter, which mostly repeats names).
 *
 * <p>Exempt: overrides, accessors and compact constructors of records (the record's comment speaks
 * for them), constructors without parameters, and whatever is not reachable from outside because
 * the type around it is not public.
 */
final class UndocumentedApi extends TreePathScanner<Void, Void> {

  private final DocTrees docs;
  private final List<String> found = new ArrayList<>();

  private UndocumentedApi(DocTrees docs) {
    this.docs = docs;
  }

  /** Each undocumented element as {@code file:line: name}, in the order of the files. */
  static List<String> in(Collection<Path> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      UndocumentedApi scanner = new UndocumentedApi(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, null);
      }
      return scanner.found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Void visitClass(ClassTree type, Void unused) {
    // Private types and types inside methods end the walk: nothing below is public API.
    if (!isPublic(type.getModifiers())) {
      return null;
    }
    report(type, type.getSimpleName().toString());
    return super.visitClass(type, null);
  }

  @Override
  public Void visitMethod(MethodTree method, Void unused) {
    ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
    if (isPublic(method.getModifiers()) && !isExempt(method, owner)) {
      report(method, owner.getSimpleName() + "." + name(method, owner));
    }
    return null;
  }

  private boolean isPublic(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    if (flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED)) {
      return true;
    }
    // Members of an interface are public unless they say otherwise.
    return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
        && owner.getKind() == Tree.Kind.INTERFACE
        && !flags.contains(Modifier.PRIVATE);
  }

  private static boolean isExempt(MethodTree method, ClassTree owner) {
    boolean constructor = method.getName().contentEquals("<init>");
    if (owner.getKind() == Tree.Kind.RECORD) {
      Set<String> components = new HashSet<>();
      for (Tree member : owner.getMembers()) {
        if (member instanceof VariableTree field
            && !field.getModifiers().getFlags().contains(Modifier.STATIC)) {
          components.add(field.getName().toString());
        }
      }
      boolean accessor =
          method.getParameters().isEmpty() && components.contains(method.getName().toString());
      boolean canonical = constructor && method.getParameters().size() == components.size();
      if (accessor || canonical) {
        return true;
      }
    }
    return (constructor && method.getParameters().isEmpty()) || isOverride(method);
  }

  private static boolean isOverride(MethodTree method) {
    for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
      if (annotation.getAnnotationType().toString().equals("Override")) {
        return true;
      }
    }
    return false;
  }

  private static String name(MethodTree method, ClassTree owner) {
    boolean constructor = method.getName().contentEquals("<init>");
    return constructor ? owner.getSimpleName().toString() : method.getName().toString();
  }

  private void report(Tree tree, String name) {
    TreePath path = getCurrentPath();
    String comment = docs.getDocComment(path);
    if (comment == null || comment.isBlank()) {
      CompilationUnitTree unit = path.getCompilationUnit();
      long position = docs.getSourcePositions().getStartPosition(unit, tree);
      String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
      found.add(file + ":" + unit.getLineMap().getLineNumber(position) + ": " + name);
    }
  }
}
