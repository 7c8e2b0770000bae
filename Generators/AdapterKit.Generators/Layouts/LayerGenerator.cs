using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Generates the other part of every <c>[TransformerLayer]</c> class.</summary>
[Generator]
public sealed class LayerGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline step that produces the models.</summary>
    public const string ModelStep = "Layers";

    private static readonly ParseCache<LayerModel> Parsed = new(LayerParser.Parse);

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var layers = context.SyntaxProvider
            .ForAttributeWithMetadataName(LayerParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, Parsed.Parse)
            .Where(static model => model is not null)
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(layers, static (output, model) => output.AddSource(model!.Type.FileName, LayerEmitter.Emit(model)));
    }
}
