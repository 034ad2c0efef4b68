import { RARER_GIVEN_NAMES } from './rarer-given-names.ts';

/** Common given names of authors and narrators, folded: they tell "Neal Stephenson" from "Blue Core". */
export const GIVEN_NAMES: ReadonlySet<string> = new Set([
  ...RARER_GIVEN_NAMES,
  ...`aaron abdul abdullah abigail abraham ada adam adele adolfo adrian adriana agatha agnes agneta agnieszka ahmed aidan
  aileen akira akram aksel alain alan alastair alba albert albrecht aldous alec aleksander aleksandr aleksandra
  aleksey alessandra alessandro alex alexa alexander alexandr alexandra alexandre alexei alexey alexis alfred ali
  alice alicia alina alison alistair allan allen allison alma alonso alvaro alvin alyssa amadeus amal amanda amber
  amelia amir amit amos amy ana anastasia anatole anatoly anders andre andrea andreas andrei andrej andrew andrzej
  andy angela angus anika anil anita anja anke ann anna anne anneliese annette annie annika anselm anthony antoine
  anton antonia antonina antonio anya april arash archer archie ari ariel aristide arjun arlene armand armando
  armistead arne arno arnold arthur arturo arundhati asa ash ashley ashok astrid audrey august aurelia austin ava
  avery avi axel ayaan ayn aziz barack barbara barbra barnaby barry bart bartholomew basil beata beatrice beatriz
  becca becky belinda bella ben benedict benita benito benjamin benoit bernadette bernard bernardo bernd bernhard
  bernice bert bertha bertrand bessie beth bettina betty beverley beverly bianca bill billy birgit bjorn blake
  blanche bob bogdan bonnie boris brad bradley brady bram brandon brenda brendan brenna brent brett brian brianna
  bridget brigitte britt brittany bronwyn brooke bruce bruno bryan bryce bryn burt byron caitlin cal caleb callum
  calvin cameron camilla camille candace candice carey carina carl carla carlo carlos carlotta carly carmen carmine
  carol carolina caroline carolyn carrie carsten cary casey casper cassandra cassie catherine cathy cecil cecilia
  cecily cedric celeste celia celine cesar chaim chandra chantal charlene charles charlie charlotte charlton chelsea
  cheryl chester chiara chimamanda chinua chip chitra chloe chris christa christel christian christiane christie
  christina christine christoph christophe christopher christy chuck ciara cilla cindy claire clara clarence clarice
  clarissa claude claudia claudine claus clement cleo cliff clifford clinton clive clyde cody colette colin colleen
  colm colson conn connie connor conor conrad constance consuelo cora cordelia corey corinne cormac cornelia
  cornelius courtney craig cristina curt curtis cynthia cyril cyrus dafydd dagmar dagny dahlia daisy dakota dale
  damian damien damon dan dana dani danica daniel daniela danielle danilo danny dante daphne darcy daria dario
  darlene darrell darren darryl daschiell dashiell dave david davide davina dean deanna debbie debby deborah debra
  deirdre delia della delphine demetrius denis denise dennis denny denzel derek desmond devin devon dexter diana
  diane dianne dick diego dieter dietrich dimitri dina dino dion dirk dmitri dmitrii dmitry dolores dominic dominik
  dominique don donald donna dora doreen dorian doris dorothea dorothy doug douglas drew duane duncan dustin dwight
  dylan earl eben ed edda eddie edgar edison edith edmund edna eduard eduardo edward edwidge edwin edwina efrain
  efrem egon eileen einar elaine eldar eleanor elena eli elia elias elif elijah elin eliot elisa elisabeth elise
  eliza elizabeth elke ella ellen ellie elliot elliott elmer elmore eloise elsa elvira elwood emanuel emil emile
  emilia emiliano emilio emily emma emmanuel emmett enid ennio enrique enzo ephraim erasmus eric erica erich erik
  erika erin erlend erma erna ernest ernestine ernesto ernst errol erwin esme esmeralda esteban estelle esther ethan
  etienne etta euan eudora eugen eugene eugenia eugenie eunice eva evan evangeline eve evelina evelyn everett ewan
  ezra fabian fabio fanny farah fatima faye federica federico felicia felicity felipe felix ferdinand fergal fergus
  fern fernando filip finn fiona flannery fletcher flora florence floyd frances francesca francine francis francisco
  franck francois francoise frank franka franklin franz franziska fred freda freddie frederic frederica frederick
  fredric freeman freida frida frieda friedrich fritz fumiko fyodor gabor gabriel gabriela gabriele gabrielle gail
  galina gareth garrett garrison garry garth gary gaston gavin gavriel geert gemma gene genevieve geoff geoffrey
  georg george georges georgette georgia georgina gerald gerard gerd gerda gerhard germaine gerri gerry gert gertrude
  gianni gideon gil gilbert gilda giles gillian gina ginger ginny giorgio giovanni giselle giulia giuseppe gladys
  glen glenda glenn gloria goran gordon gottfried grace grady graeme graham grant greg gregory greta gretchen griffin
  grigori guido guillaume guillermo gunter gunther gus gustav gustave gustavo guy gwen gwendolyn gwyneth hakan hal
  haldor halldor hamid hamish hank hanna hannah hannelore hans harald hari hariett harlan harlow harold harper
  harriet harry haruki harumi harvey hassan hattie hazel heather hector hedwig heidi heike heinrich heinz helen
  helena helga hella helmut hendrik henning henri henrietta henriette henrik henry herbert herbie herman hermann
  hermine hilary hilda hildegard hillary hiro hiroko hiroshi hjalmar holly homer horace horatio horst hortense howard
  hubert hubertus hugh hugo humphrey hussein ian ibrahim ichiro ida ignacio ignatius igor ilana ilona ilse ilya imani
  imelda immanuel imogen imran ina indira ines inga inge ingeborg ingo ingrid inigo ioan ioana irene irina iris irma
  irvin irving isaac isabel isabela isabella isabelle isaiah iseult ishmael isidore isla ismail israel issa italo
  itzik ivan ivana ivo ivor ivy izumi jacinda jack jackie jaclyn jacob jacqueline jacques jada jaime jake jakob jakub
  jamal james jamie jamila jan jana jane janelle janet janette janice janina janine janis janne jared jaroslav
  jasmine jason jasper javed javier jay jean jeanette jeanne jeannette jeannie jeannine jed jedediah jeff jeffery
  jeffrey jemima jen jenn jenna jenni jennie jennifer jenny jens jeremiah jeremy jeri jerome jerry jesper jess jesse
  jessica jessie jesus jewel jhumpa jill jim jimmie jimmy jitka jo joachim joan joann joanna joanne joaquin jocelyn
  jochen jodi jody joe joel joelle joey johan johann johanna johannes john johnnie johnny jon jonas jonathan joni
  joost jordan jorg jorge jorgen jose josef joseph josephine josette josh joshua josie josip jost jovan joy joyce
  jozef juan juanita juanjo judd jude judi judie judith judy juha jules julia julian juliana juliane julianna
  julianne julie julienne juliet juliette julio julius june junichi junot jurgen juri justin justina justine justus
  jutta kaari kader kai kaitlin kaitlyn kaja kaley kamal kamala kamila kara karel karen karim karin karina karl karla
  karlheinz karol karolina karoline karsten kasper kassandra kat katarina katarzyna kate katharina katharine kathe
  katherina katherine kathi kathie kathleen kathrin kathryn kathryne kathy kati katie katja katrina kavita kay kayla
  kayleigh kazuo keanu keiko keir keira keisha keith kelley kelly kelsey ken kendall kendra kendrick kenji kenneth
  kenzaburo keri kermit kerri kerrie kerry kerstin kevin khaled khalid kiera kieran kiersten kiki kim kimberly kimiko
  kingsley kiran kirby kiri kirill kirk kirsten kirstin kit kitty klara klaus knud knut kobo konrad konstantin kris
  krishna kristan kristen kristian kristin kristina kristine kristoffer kristy krystal krzysztof kurt kurtis kwame
  kyla kyle kylie kyra lachlan ladislav laila lakshmi lamar lamont lana lance lara larissa larry lars laszlo latoya
  laura laurel laurell lauren laurence lauri laurie laverne lavinia lawrence layla lea leah leander leanne lee leif
  leigh leila leland lena leni lennart lenny lenore leo leon leona leonard leonardo leonid leonie leonora leopold
  leroy lesley leslie lester leticia letitia lev lewis lia liam liana libba liese liesl lila lilian lilith lilla
  lillian lily lin lina lincoln linda lindsay lindsey lindy linnea linus lionel lisa lise lisette liv livia liz liza
  lizzie lloyd loic lois lola lonnie loren lorenzo loretta lori lorna lorraine lothar lotte lottie lou louie louis
  louisa louise luba luca lucas lucia lucian luciana luciano lucien lucille lucinda lucius lucretia lucy ludmila
  ludovic ludwig luigi luis luisa luise lukas luke lupe lutz luz lydia lyle lynda lyndon lyndsey lynette lynn lynne
  lyudmila mabel mackenzie maddie madeleine madeline madelyn madison mae maeve magda magdalena maggie magnus mahmoud
  maisie maja malala malcolm malik malin mallory mandy manfred manuel manuela mara marc marcel marceline marcella
  marcello marcelo marcia marcin marco marcos marcus mareike marek margaret margarete margarita margaux marge margery
  margie margit margo margot marguerite mari maria mariah mariam marian mariana marianna marianne maribel marie
  mariela marika mariko marilyn marina mario marion marisa marisol marissa marita marius marjorie mark markus marla
  marlene marlon marnie marsha marta marte marten martha martin martina martine marty marvin mary maryam maryanne
  masha mateo mathew mathias mathilda mathilde matilda matt matteo matthew matthias matthieu mattias maud maude
  maureen maurice mauricio mauro mavis max maxim maxime maxine maya mayumi mckenzie meg megan mehmet mei mel melanie
  melinda melissa melody melvin mercedes meredith merle merrill meryl mia micaela micah michael michaela michal
  micheal michel michele michelle mick mickey midori mieko miep miguel mihail mika mikael mike mikhail mikkel milan
  mildred milena miles millie milly milo milton mina mindy minna mira miranda mircea mireille miriam mirjam miroslav
  misha misty mitch mitchell mitsuko modesto mohamed mohammad mohammed mohsin moira moishe molly mona monica monika
  monique montgomery mordecai morgan moritz morris mort moses muhammad muriel murray mustafa mykola myles myra myrna
  myron myrtle nabil nadia nadine nadja nagib naguib najib nam nan nanci nancy nanette naoki naoko naomi napoleon
  narayan nasreen nastassja natalia natalie natalija natasha natasza nate nathalie nathan nathaniel nawal neal ned
  neel neela neeraj neil nell nella nellie nelly nelson nena nerys nestor nettie ngaio ngugi niall niccolo nicholas
  nichole nick nicki nicky nicola nicole niels nigel nigella nihal nikhil niki nikita nikki niklas niklaus niko
  nikola nikolai nikolaj nikolas nikos nils nina nisha nnedi noah noam noel noelle nolan nona nora norman nuala nuno
  nuria octave octavia odette odile olaf ole oleg olena olga olive oliver olivia olivier omar omari oona ophelia ora
  oren orhan oriana oriol orlando orly orson orville osamu oscar oskar osman ossie osvaldo oswald otis ottessa
  ottilie otto ottoline owen pablo paco padma padraig paige palle paloma pam pamela pascal pasquale pat patrice
  patricia patricio patrick patrik patsy patti pattie patty paul paula paulette paulina pauline paulo pavel pearl
  pedro peer peggy penelope penny per percival percy perdita pernille perry petar pete peter petr petra petros phil
  philip philippa philippe phillip philomena phoebe phyllis pia pierre piers pieter pilar piotr pip piper pippa polly
  portia prabha pramod pramoedya prem preston primo priscilla priya prudence quentin quincy quinn quinten
  rabindranath rachael rachel radka raf rafael rafaela rafe raina rainer raj raja rajesh rajiv rakesh ralf ralph
  raman ramez ramiro ramon ramona rana randall randi randolph randy raoul raphael raquel rashid raul ravi ray raya
  raymond raymonde reba rebecca reece reed reese regina reginald regine reinaldo reiner reinhard rekha remi remy rena
  renata renate rene renee rex reza rhett rhiannon rhoda rhonda rhys ria rian ricardo richard richelle rick ricky
  rico riki riley rina rita rob robb robbie robert roberta roberte roberto robin robyn rocco rochelle rocio rod roddy
  roderick rodger rodney rodolfo rodrigo roger rohan rohinton roisin roland rolando rolf romain roman romy ron ronald
  ronda ronja ronnie roos rory rosa rosalie rosalind rosalyn rosamund rosanna rosanne rose roseanne roselle rosemarie
  rosemary rosie roslyn ross rowan rowena roxana roxane roxanne roy ruben ruby rudi rudolf rudy rudyard rufus rui
  rupert ruslan russ russell rutger ruth ruthie ryan ryszard ryu sabina sabine sabrina sade sadie saeed sakura saleem
  salim sally salma salman salvador salvatore sam samantha samir sammy samuel sana sandeep sandi sandor sandra
  sandrine sandro sandy sanjay sanna santiago santino sapna sara sarah sascha sasha saskia satoshi saul sayaka
  scarlett scott seamus sean sebastian sebastiano sebastien selene selina selma senta serena serge sergei sergey
  sergio serhii seth seumas severin shahid shakil shana shane shannon shari sharon sharyn shashi shaun shawn shaye
  sheena sheila shelagh shelby sheldon shelia shelley shelly sheri sherry shira shirin shirley shlomo sholem shona
  shreya shusaku sibylle sidney sidonie siegfried sigmund signe sigrid sigurd silas silke silvia simon simona simone
  sina sinclair sinead siobhan siri sissel sivan skip slavenka slavoj sloan sloane sofia sofie sofya soledad solomon
  solveig sondra sonia sonja sonny sophia sophie sophy sorcha soren spencer spike stacey stacie stacy stan stanislav
  stanislaw stanley stefan stefanie stefano steffi stella steph stephan stephane stephanie stephen sterling steve
  steven stevie stewart stieg stina stuart sue sukey suki sumiko sunil suresh suri susan susana susann susanna
  susanne susi susie suzan suzanne suzette suzi suzy sven svenja svetlana sybil sydney sylvester sylvia sylvie sylwia
  tabitha tad tadeusz tahmima taiye takashi takeshi tal tali talia tallulah tamar tamara tamas tami tammi tammy
  tamora tamsin tana tania tanith tanya tara taras tariq tarjei tasha tatiana tatjana tavia taylor ted teddy tegan
  teodor teodoro terence teresa terje terrance terrence terri terrie terry tess tessa thaddeus thalia thea theda
  thelma theo theodor theodora theodore theresa therese thies thilo thomas thomasina thora thorsten thorvald tia
  tiago tibor tiffany tilda tillie tilly tim timo timothy timur tina tino tito titus tobe tobias tobie tobin toby tod
  todd tom tomas tomasz tommaso tommie tommy tomoko toni tonia tony tonya torben tore torsten tove tracey tracy
  travis tressa trevor tricia trina trish trisha trista tristan trond troy trudy trygve tucker tullia tuva twyla
  tyler tyra tyrone udo uli ulla ulli ulrich ulrik ulrika ulrike uma umar umberto una upton urs ursel ursula uta ute
  uwe vaclav val valentin valentina valentine valerie valerio valery vance vandana vanessa vasilis vasily
  vassily vaughn velma vera verna vernon vernor veronica veronika veronique vic vicente vicki vicky victor victoria
  vida viet vijay vikas vikram viktor viktoria vilhelm ville vilma vin vince vincent vincenzo viola violet virgil
  virginia virginie vita vito vittoria vivek vivian vivien vivienne vlad vladimir vladislav volker wade waldo walid
  wallace wally walt walter walther wanda ward warren warwick wassily wayne wendell wendi wendy werner wes wesley
  wilbur wilfred wilfried wilhelm wilhelmina will willa willard willem willi william willie willy wilma wim winifred
  winnie winston witold wojciech wolfgang wolfram woodrow woody wyatt xander xavier xiaolu xinran yaa yaakov yael
  yann yaroslav yasmin yasmina yasunari yayoi yehuda yevgeny yoko yoram yoshiko yotam youssef yuki yukio yukito yuko
  yulia yuri yusuf yuval yves yvette yvon yvonne zac zach zachary zack zadie zakes zane zara zbigniew zdenek zeke
  zelda zena zhenya zia zita ziva zoe zoltan zora zoya zuzana zygmunt александр алексей анатолий андрей анна антон
  аркадий борис валентин василий виктор виталий владимир вячеслав галина георгий григорий дарья дмитрий евгений
  екатерина елена иван игорь илья ирина константин лев леонид людмила максим марина мария михаил наталья николай олег
  ольга павел петр роман светлана сергей станислав татьяна федор эдуард юлия юрий`.split(/\s+/u),
]);
