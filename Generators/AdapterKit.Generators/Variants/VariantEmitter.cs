using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Generators;

/// <summary>Writes the other half of a variant: wiring, starting values, <c>Delta</c>, and the variant as a value.</summary>
internal static class VariantEmitter
{
    public static string Emit(VariantModel variant)
    {
        var aliases = variant.Bottleneck is null ? UsedTypes.Variants : UsedTypes.Bottlenecks;
        var interfaces = variant.Bottleneck is null ? "IAdapterVariant" : "IAdapterVariant, IBottleneck";
        return GeneratedFile.Of(variant.Type, aliases, interfaces, writer =>
        {
            WriteVariant(writer, variant);
            if (variant.Bottleneck is { } bottleneck)
                WriteBottleneck(writer, bottleneck);
            else if (!variant.HasMathematics)
                WriteMissingDelta(writer);

            WriteInitialization(writer, variant.Components);
            ComponentEmitter.Write(writer, variant.Components);
            WriteOptions(writer, variant);
        });
    }

    private static void WriteVariant(CodeWriter writer, VariantModel variant)
    {
        writer.Line($"/// <summary>The variant <c>{Literal.Comment(variant.Id)}</c>.</summary>");
        writer.Line(GeneratedFile.Mark);
        writer.Line("public static AdapterVariant Variant { get; } = new(");
        using (writer.Indent())
        {
            writer.Line($"{Literal.Of(variant.Id)},");
            writer.Line($"defaults: new {variant.OptionsType}(),");
            writer.Line($"create: static (shape, options) => new {variant.Type.Name}(shape, ({variant.OptionsType})options),");
            writer.Line("ReadOptions,");
            writer.Line("WriteOptions);");
        }

        writer.Line();
    }

    private static void WriteBottleneck(CodeWriter writer, BottleneckModel bottleneck)
    {
        foreach (var part in Parts(bottleneck))
        {
            writer.Line(GeneratedFile.Mark);
            writer.Line(part);
            writer.Line();
        }

        var expanded = bottleneck.Activation is null ? "reduced" : "activated";
        writer.Line("/// <inheritdoc />");
        writer.Line(GeneratedFile.Mark);
        using (writer.Open("public override Tensor Delta(Tensor h)"))
        {
            writer.Line($"using var reduced = {bottleneck.Down}.call(h);");
            if (bottleneck.Activation is not null)
                writer.Line($"using var activated = ActivationFunctions.Apply({bottleneck.Activation}, reduced);");

            writer.Line(bottleneck.Scaling is null
                ? $"return {bottleneck.Up}.call({expanded});"
                : $"return {bottleneck.Scaling}.Take({bottleneck.Up}.call({expanded}));");
        }

        writer.Line();
        writer.Line("/// <inheritdoc />");
        writer.Line(GeneratedFile.Mark);
        writer.Line("// The gradient of a product needs none of its own values: the sum can go in their place.");
        writer.Line("public override Tensor AddTo(Tensor h, Tensor x) => Delta(x).add_(h);");
        writer.Line();
    }

    // Without it the compiler would stop at the missing override, before the analyzers can say what is really wrong.
    private static void WriteMissingDelta(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc />");
        writer.Line(GeneratedFile.Mark);
        writer.Line("public override Tensor Delta(Tensor h) => throw new global::System.NotSupportedException(\"Neither a whole bottleneck nor a Delta is declared.\");");
        writer.Line();
    }

    private static IEnumerable<string> Parts(BottleneckModel bottleneck)
    {
        yield return $"Linear IBottleneck.Down => {bottleneck.Down};";
        yield return $"Activation IBottleneck.Activation => {bottleneck.Activation ?? "Activation.Linear"};";
        yield return $"Linear IBottleneck.Up => {bottleneck.Up};";
        yield return $"Scaling? IBottleneck.Scaling => {bottleneck.Scaling ?? "null"};";
    }

    private static void WriteInitialization(CodeWriter writer, EquatableArray<Component> components)
    {
        var started = components.Where(component => component.Start is not null).ToList();
        if (started.Count == 0)
            return;

        writer.Line("/// <inheritdoc />");
        writer.Line(GeneratedFile.Mark);
        using (writer.Open("protected override void InitializeWeights()"))
        {
            foreach (var component in started)
            {
                var argument = component.Start!.Argument.Length == 0 ? "" : $", {component.Start.Argument}";
                writer.Line($"Initialize.{component.Start.Method}({component.Field}{argument});");
            }
        }

        writer.Line();
    }

    private static void WriteOptions(CodeWriter writer, VariantModel variant)
    {
        writer.Line();
        writer.Line(GeneratedFile.Mark);
        if (variant.Options.Count == 0)
        {
            writer.Line($"private static {variant.OptionsType} ReadOptions(OptionsReader reader) => new();");
        }
        else
        {
            writer.Line($"private static {variant.OptionsType} ReadOptions(OptionsReader reader) => new()");
            using (writer.Open("", "};"))
            {
                foreach (var option in variant.Options)
                    writer.Lines(Reading(option));
            }
        }

        writer.Line();
        writer.Line(GeneratedFile.Mark);
        using (writer.Open("private static void WriteOptions(OptionsWriter writer, VariantOptions options)"))
        {
            writer.Line($"var values = ({variant.OptionsType})options;");
            foreach (var option in variant.Options)
                writer.Line($"writer.Write(\"{option.Key}\", values.{option.Identifier});");
        }
    }

    private static string Reading(Option option) => option switch
    {
        { IsNullable: true } => $"{option.Identifier} = reader.IsNull(\"{option.Key}\") ? null : reader.{option.Reader}(\"{option.Key}\"),",
        _ => $"{option.Identifier} = reader.{option.Reader}(\"{option.Key}\"),",
    };
}
