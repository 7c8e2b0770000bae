using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Generates the other part of every <c>[TransformerLayer]</c> class.</summary>
[Generator]
public sealed class LayerGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline step that produces the models.</summary>
    public const string ModelStep = "Layers";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = new ParseCache<LayerModel>(LayerParser.Parse);
        var layers = context.SyntaxProvider
            .ForAttributeWithMetadataName(LayerParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, parsed.Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(
            layers.NameFiles(static model => model.Type.FileName),
            static (output, layer) => output.AddSource(layer.File, LayerEmitter.Emit(layer.Model)));
    }
}
