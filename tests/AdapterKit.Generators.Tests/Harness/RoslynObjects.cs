using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators.Tests;

/// <summary>Searches models for objects that would keep a whole compilation alive.</summary>
internal static class RoslynObjects
{
    /// <summary>Returns the paths to compiler objects, for example <c>Components[0].Type</c>.</summary>
    public static IReadOnlyList<string> In(object model)
    {
        var found = new List<string>();
        Visit(model, model.GetType().Name, found, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return found;
    }

    private static void Visit(object? value, string path, List<string> found, HashSet<object> seen)
    {
        if (IsOfCompiler(value))
            found.Add(path);
        else if (value is not (null or string or Type or Delegate or Enum) && !value.GetType().IsPrimitive && seen.Add(value))
            VisitParts(value, path, found, seen);
    }

    private static bool IsOfCompiler(object? value) => value is ISymbol or SyntaxNode or SyntaxToken or SyntaxTree
        or Compilation or SemanticModel or Location or AttributeData or TypedConstant;

    private static void VisitParts(object value, string path, List<string> found, HashSet<object> seen)
    {
        const BindingFlags Declared =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        if (value is IEnumerable items)
        {
            foreach (var (index, item) in items.Cast<object?>().Index())
                Visit(item, $"{path}[{index}]", found, seen);
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(Declared))
                Visit(field.GetValue(value), $"{path}.{field.Name}", found, seen);
        }
    }
}
