using Microsoft.CodeAnalysis;

namespace AdapterKit.Benchmarks;

/// <summary>The least that a generator for the same attributes can do: it finds the types and writes an empty half of each.</summary>
internal sealed class TrivialGenerator : IIncrementalGenerator
{
    private static readonly string[] Attributes = ["AdapterVariant", "TransformerLayer", "TaskAdapter"];

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (var attribute in Attributes)
        {
            var names = context.SyntaxProvider.ForAttributeWithMetadataName(
                $"AdapterKit.{attribute}Attribute", static (_, _) => true, static (type, _) => type.TargetSymbol.Name);
            context.RegisterSourceOutput(names, static (output, name) =>
                output.AddSource($"{name}.g.cs", $"namespace Declared;\n\npartial class {name};\n"));
        }
    }
}
