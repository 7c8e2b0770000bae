using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Generates the map of every class with <c>[Weight]</c> fields.</summary>
[Generator]
public sealed class WeightsGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline step that produces the models.</summary>
    public const string ModelStep = "Weights";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = new ParseCache<WeightsModel>(WeightsParser.Parse);
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(WeightsParser.Attribute, static (node, _) => node is VariableDeclaratorSyntax, parsed.Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(
            models.NameFiles(static model => model.Type.GetFileName("Weights")),
            static (output, file) => output.AddSource(file.File, WeightsEmitter.Emit(file.Model)));
    }
}
