using System.Reflection;

namespace AdapterKit.Tests;

/// <summary>Numbers that no adapter can be built with, as options of every variant that the library has.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly Backbone backbone = TinyBert.Load();

    public static TheoryData<string, string> Options
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var variant in Variants)
            {
                foreach (var option in variant.Defaults.GetType().GetProperties().Where(option => NumberType(option) is not null))
                    data.Add(variant.Id, option.Name);
            }

            return data;
        }
    }

    private static IReadOnlyList<AdapterVariant> Variants { get; } = [..
        from type in typeof(AdapterVariant).Assembly.GetExportedTypes()
        where type.IsAssignableTo(typeof(IAdapterVariant)) && !type.IsInterface
        select (AdapterVariant)type.GetProperty("Variant", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!];

    public void Dispose() => backbone.Dispose();

    /// <summary>A number outside of the range of its option is refused by that; others may be refused by what they would build.</summary>
    [Theory, MemberData(nameof(Options))]
    public void A_task_is_built_or_says_what_is_wrong(string id, string name)
    {
        var variant = Variants.Single(one => one.Id == id);
        var range = variant.Ranges.SingleOrDefault(one => one.Name == name);
        foreach (var number in new[] { double.NaN, double.NegativeInfinity, -1, 0, 1, 1000, double.PositiveInfinity })
        {
            var options = With(variant.Defaults, name, number);
            var error = Record.Exception(() => Create(variant, options).Dispose());

            if (error is not null)
                Assert.IsType<TaskConfigException>(error);

            if (range is not null && !IsIn(range, range.Get(options)!.Value))
            {
                Assert.Contains(
                    $"Option '{name}' of variant '{id}' is {range.Get(options)}, but it must be {range}.",
                    error?.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_option_that_is_a_size_has_a_range() => Assert.All(
        Variants.SelectMany(variant => variant.Defaults.GetType().GetProperties().Select(option => (variant, option))),
        one => Assert.True(
            NumberType(one.option) != typeof(int) || one.variant.Ranges.Any(range => range.Name == one.option.Name),
            $"'{one.option.Name}' of '{one.variant.Id}'"));

    [Fact]
    public void What_cannot_be_built_is_named_with_task_place_and_options()
    {
        var error = Assert.Throws<TaskConfigException>(
            () => Create(CompacterAdapter.Variant, new CompacterOptions { Bottleneck = 6 }));

        Assert.StartsWith("Task 'sized' cannot have ", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "A Kronecker product with 4 × 4 left factors cannot map a width of 32 to 6", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Its options are: CompacterOptions { ReductionFactor = 32, Bottleneck = 6,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_width_that_no_memory_holds_is_a_mistake_in_the_options()
    {
        var error = Assert.Throws<TaskConfigException>(
            () => Create(BottleneckAdapter.Variant, new BottleneckOptions { Bottleneck = int.MaxValue }));

        Assert.StartsWith("Task 'sized' cannot have an adapter at 'layers.0.attention'. ", error.Message, StringComparison.Ordinal);
    }

    private static bool IsIn(OptionRange range, double number) =>
        !(double.IsNaN(number) || number < range.AtLeast || number <= range.Above || number > range.AtMost || number >= range.Below);

    private static Type? NumberType(PropertyInfo option)
    {
        var type = Nullable.GetUnderlyingType(option.PropertyType) ?? option.PropertyType;
        return type == typeof(int) || type == typeof(double) ? type : null;
    }

    private static VariantOptions With(VariantOptions defaults, string name, double number)
    {
        var options = (VariantOptions)Activator.CreateInstance(defaults.GetType())!;
        var property = options.GetType().GetProperty(name)!;
        object value = NumberType(property) == typeof(int)
            ? (object)(int)Math.Clamp(double.IsNaN(number) ? 0 : number, -1000, 1000)
            : number;
        property.SetValue(options, value);
        return options;
    }

    private TaskAdapter Create(AdapterVariant variant, VariantOptions options) =>
        AnyTask.Named("sized").Create(backbone, new AdapterConfig(variant) { Options = options });
}
