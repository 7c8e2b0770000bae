using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Generates the other part of every <c>[AdapterVariant]</c> class.</summary>
[Generator]
public sealed class VariantGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline step that produces the models.</summary>
    public const string ModelStep = "Variants";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = new ParseCache<VariantModel>(VariantParser.Parse);
        var variants = context.SyntaxProvider
            .ForAttributeWithMetadataName(VariantParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, parsed.Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(
            variants.NameFiles(static model => model.Type.FileName),
            static (output, variant) => output.AddSource(variant.File, VariantEmitter.Emit(variant.Model)));
    }
}
