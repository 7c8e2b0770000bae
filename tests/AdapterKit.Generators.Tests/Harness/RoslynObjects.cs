using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators.Tests;

/// <summary>Looks through models for what would keep a whole compilation alive.</summary>
internal static class RoslynObjects
{
    /// <summary>The paths, such as <c>Components[0].Type</c>, that lead to an object of the compiler.</summary>
    public static IReadOnlyList<string> In(object model)
    {
        var found = new List<string>();
        Visit(model, model.GetType().Name, found, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return found;
    }

    private static void Visit(object? value, string path, List<string> found, HashSet<object> seen)
    {
        if (value is ISymbol or SyntaxNode or SyntaxToken or SyntaxTree or Compilation or SemanticModel or Location or AttributeData or TypedConstant)
            found.Add(path);
        else if (value is not (null or string or Type or Delegate) && !value.GetType().IsPrimitive && !value.GetType().IsEnum && seen.Add(value))
            VisitParts(value, path, found, seen);
    }

    private static void VisitParts(object value, string path, List<string> found, HashSet<object> seen)
    {
        if (value is IEnumerable items)
        {
            foreach (var (index, item) in items.Cast<object?>().Index()) Visit(item, $"{path}[{index}]", found, seen);
        }
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Visit(field.GetValue(value), $"{path}.{field.Name}", found, seen);
        }
    }
}
