using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the generated part of a variant: registration, initialization, <c>Delta</c> and the variant as a value.</summary>
internal static class VariantEmitter
{
    public static string Emit(VariantModel variant)
    {
        var aliases = variant.Bottleneck is null ? UsedTypes.Variants : UsedTypes.Bottlenecks;
        var interfaces = variant.Bottleneck is null ? "IAdapterVariant" : "IAdapterVariant, IBottleneck";
        return GeneratedFile.Write(variant.Type, aliases, interfaces, writer =>
        {
            WriteVariant(writer, variant);
            if (variant.Bottleneck is { } bottleneck)
                WriteBottleneck(writer, bottleneck, variant.ChangesProjections);
            else if (!variant.HasComputation)
                WriteMissingComputation(writer, variant.ChangesProjections);

            WriteInitialization(writer, variant.Components);
            ComponentEmitter.Write(writer, variant.Components);
            WriteOptionsReader(writer, variant);
            WriteOptionsWriter(writer, variant);
        });
    }

    private static void WriteVariant(CodeWriter writer, VariantModel variant) => writer.Lines(
        $$"""
        /// <summary>The variant <c>{{Literal.ToComment(variant.Id)}}</c>.</summary>
        {{GeneratedCodeAttribute}}
        public static AdapterVariant Variant { get; } = new(
            {{Literal.From(variant.Id)}},
            defaults: new {{variant.OptionsType}}(),
            create: static (shape, options) => new {{variant.Type.Name}}(shape, ({{variant.OptionsType}})options),
            ReadOptions,
            WriteOptions);

        """);

    private static void WriteBottleneck(CodeWriter writer, BottleneckModel bottleneck, bool changesProjections)
    {
        writer.Lines(
            $$"""
            {{GeneratedCodeAttribute}}
            Linear IBottleneck.Down => {{bottleneck.Down}};

            {{GeneratedCodeAttribute}}
            Activation IBottleneck.Activation => {{bottleneck.Activation ?? "Activation.Linear"}};

            {{GeneratedCodeAttribute}}
            Linear IBottleneck.Up => {{bottleneck.Up}};

            {{GeneratedCodeAttribute}}
            Scaling? IBottleneck.Scaling => {{bottleneck.Scaling ?? "null"}};

            /// <inheritdoc />
            {{GeneratedCodeAttribute}}
            """);
        if (changesProjections)
        {
            using (writer.Open("public override Tensor Apply(Tensor y, Tensor x)"))
                WriteDelta(writer, bottleneck, "x", ".add_(y)");

            writer.Line();
            return;
        }

        using (writer.Open("public override Tensor Delta(Tensor h)"))
            WriteDelta(writer, bottleneck, "h", "");

        writer.Lines(
            $"""

            /// <inheritdoc />
            {GeneratedCodeAttribute}
            // The gradient of a product needs none of its own values: the sum can go in their place.
            public override Tensor AddTo(Tensor h, Tensor x) => Delta(x).add_(h);

            """);
    }

    private static void WriteDelta(CodeWriter writer, BottleneckModel bottleneck, string input, string then)
    {
        var expanded = $"{bottleneck.Up}.call({(bottleneck.Activation is null ? "reduced" : "activated")})";
        writer.Line($"using var reduced = {bottleneck.Down}.call({input});");
        if (bottleneck.Activation is not null)
            writer.Line($"using var activated = ActivationFunctions.Apply({bottleneck.Activation}, reduced);");

        writer.Line(bottleneck.Scaling is null ? $"return {expanded}{then};" : $"return {bottleneck.Scaling}.Take({expanded}){then};");
    }

    // Without this override, the compiler would report it as missing before the analyzers can report the actual problem.
    private static void WriteMissingComputation(CodeWriter writer, bool changesProjections)
    {
        const string Message = "Neither a whole bottleneck nor a computation is declared.";
        var head = changesProjections ? "Apply(Tensor y, Tensor x)" : "Delta(Tensor h)";
        writer.Lines(
            $"""
            /// <inheritdoc />
            {GeneratedCodeAttribute}
            public override Tensor {head} => throw new global::System.NotSupportedException("{Message}");

            """);
    }

    private static void WriteInitialization(CodeWriter writer, EquatableArray<Component> components)
    {
        var initialized = components.Where(component => component.Initializer is not null).ToList();
        if (initialized.Count == 0)
            return;

        writer.Lines(
            $"""
            /// <inheritdoc />
            {GeneratedCodeAttribute}
            """);
        using (writer.Open("protected override void InitializeWeights()"))
        {
            foreach (var component in initialized)
            {
                var argument = component.Initializer!.Argument.Length == 0 ? "" : $", {component.Initializer.Argument}";
                writer.Line($"Initialize.{component.Initializer.Method}({component.Field}{argument});");
            }
        }

        writer.Line();
    }

    private static void WriteOptionsReader(CodeWriter writer, VariantModel variant)
    {
        var head = $"private static {variant.OptionsType} ReadOptions(OptionsReader reader) => new()";
        writer.Line();
        writer.Line(GeneratedCodeAttribute);
        if (variant.Options.Count == 0)
        {
            writer.Line(head + ";");
            return;
        }

        using (writer.Open(head, "};"))
        {
            foreach (var option in variant.Options)
                writer.Line($"{option.Identifier} = {WriteRead(option)},");
        }
    }

    private static string WriteRead(Option option)
    {
        var read = $"reader.{option.Reader}(\"{option.Key}\")";
        return option.IsNullable ? $"reader.IsNull(\"{option.Key}\") ? null : {read}" : read;
    }

    private static void WriteOptionsWriter(CodeWriter writer, VariantModel variant)
    {
        writer.Line();
        writer.Line(GeneratedCodeAttribute);
        using (writer.Open("private static void WriteOptions(OptionsWriter writer, VariantOptions options)"))
        {
            writer.Line($"var values = ({variant.OptionsType})options;");
            foreach (var option in variant.Options)
                writer.Line($"writer.Write(\"{option.Key}\", values.{option.Identifier});");
        }
    }
}
